{#- Rows of one landing table, with their period: those in force, and those whose receipt is not counted yet. -#}

{% macro review_in_force(part) -%}
    {#- Subquery body: the rows in force of one table, one per key, within the part's periods; `_periode` is theirs. -#}
    {%- set period = review_period(part.node, part.types[part.meta['period']['column']]) -%}
    select
        berlaku.*,
        {{ period }} as _periode
    from (
    {%- if review_is_landed(part) %}
        {{ one_per_key(part.meta, review_base(part)) }}
    {%- else %}
        select * from {{ part.relation }}
    {%- endif %}
    ) as berlaku
    {%- if not part.every %}
    where {{ review_in_periods(part) }}
    {%- endif -%}
{%- endmacro %}


{% macro review_base(part) -%}
    {#- The rows that decide which rows of the part's periods are in force: a relation, or a subquery in brackets.
        Ranks are taken among all rows that share what a delivery replaces, or a key, so these groups must be whole. -#}
    {%- set replaces, keys, period = replaced_by(part.meta), part.meta['keys'], part.meta['period']['column'] -%}
    {%- if replaces == 'all' -%}
    (select * from {{ part.relation }} where _received_at = (select max(_received_at) from {{ part.relation }}))
    {%- elif part.whole -%}
    {{ part.relation }}
    {%- else -%}
    {%- set rows = 'select * from ' ~ part.relation ~ ' where ' ~ review_in_periods(part) -%}
    {%- set rows = rows if period in keys else review_sharing(part.relation, keys, rows) -%}
    {%- set rows = rows if period in replaces or replaces == keys else review_sharing(part.relation, replaces, rows) -%}
    {%- if period in replaces and period not in keys -%}
        {%- set rows = review_sharing(part.relation, replaces, rows) -%}
    {%- endif -%}
    ({{ rows }})
    {%- endif -%}
{%- endmacro %}


{% macro review_sharing(relation, columns, rows) -%}
    {#- Subquery body: the rows of `relation` that have the same values in `columns` as one of `rows`, and all rows
        that lack one of them (no join finds those, and they are few). -#}
    select landing.*
    from {{ relation }} as landing
    inner join (select distinct {{ columns | join(', ') }} from ({{ rows }}) as pangkal) as kunci
        on {% for column in columns %}landing.{{ column }} = kunci.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}
    union all
    select landing.*
    from {{ relation }} as landing
    where {% for column in columns %}landing.{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{%- endmacro %}


{% macro review_arrivals(part, new_batches) -%}
    {#- Subquery body: the rows that came, in force or not, whose receipt is not counted yet: those of the batches that
        `new_batches` lists, or all where the whole table is counted. -#}
    select
        landing.*,
        {{ review_period(part.node, part.types[part.meta['period']['column']]) }} as _periode
    from {{ part.relation }} as landing
    {%- if not part.whole %}
    where _batch_id in (
        select batch_id from {{ new_batches }} where kumpulan_data = {{ dbt.string_literal(part.dataset) }}
    )
    {%- endif -%}
{%- endmacro %}
