{#- What a model counts in this run, one part per table, and the conditions that follow from it. -#}

{% macro review_parts(affected) -%}
    {#- What a model counts in this run, one part per table: {..., whole, every, periods}. `whole`: everything, receipts
        too. `every`: the rows in force of all periods, because each delivery is the whole table; then no list of them is
        wanted, which may be thousands. Else `periods`, first days as ISO text, none among them for rows without a
        period. Whatever is built from nothing counts everything. -#}
    {%- set parts = [] -%}
    {%- if execute -%}
        {%- set scope = {} -%}
        {%- if is_incremental() -%}
            {%- for row in review_query(
                'select kumpulan_data, cakupan, cast(periode as ' ~ dbt.type_string() ~ ') as periode from ' ~ affected
                ~ ' order by kumpulan_data, periode'
            ) -%}
                {%- do scope.setdefault(row[0], []).append(row) -%}
            {%- endfor -%}
        {%- endif -%}
        {%- for table in review_sources(scope if is_incremental() else none) -%}
            {%- set rows = scope.get(table.dataset, []) -%}
            {%- set whole = rows == [] or 'seluruh' in (rows | map(attribute=1) | list) -%}
            {%- set every = whole or (review_is_landed(table) and replaced_by(table.meta) == 'all') -%}
            {%- set periods = [] if every else rows | map(attribute=2) | list -%}
            {%- do parts.append(dict(table, whole=whole, every=every, periods=periods)) -%}
        {%- endfor -%}
    {%- endif -%}
    {{- return(parts) -}}
{%- endmacro %}


{% macro review_is_whole(part, alias) -%}
    {#- Condition on a row of a review model: what this run counted anew of one table. -#}
    ({{ alias }}.kumpulan_data = {{ dbt.string_literal(part.dataset) }}
    {%- if not part.every %} and {{ review_listed(alias ~ '.periode', part.periods) }}{% endif %})
{%- endmacro %}


{% macro review_affected(parts, alias) -%}
    {#- Condition on a row of a review model: it is of what this run counts anew. -#}
    {%- for part in parts %}{{ review_is_whole(part, alias) }}{{ ' or ' if not loop.last }}{% endfor -%}
    {%- if not parts %}1 = 0{% endif -%}
{%- endmacro %}


{% macro review_listed(expression, periods) -%}
    {#- Condition: a date is one of `periods` (ISO text; none stands for null). -#}
    {%- set days = periods | reject('none') | list -%}
    (
    {%- if days %}{{ expression }} in (
        {%- for day in days %}cast('{{ day }}' as date){{ ', ' if not loop.last }}{% endfor -%}
    ){% endif -%}
    {%- if days and none in periods %} or {% endif -%}
    {%- if none in periods %}{{ expression }} is null{% endif -%}
    )
{%- endmacro %}
