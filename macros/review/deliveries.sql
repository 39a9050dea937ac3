{#- What no run counted yet: the new deliveries, the tables whose counting rules changed, and the periods whose figures
    these can have changed. Rules of force are those of macros/landing.sql. -#}

{% macro review_rule_version() -%}
    {#- Part of the fingerprint of the counting rules: raise it where a model of this folder counts differently. -#}
    {{- return('1') -}}
{%- endmacro %}


{% macro review_fingerprint(table) -%}
    {#- Changes when the rules change by which the table is counted; then all of it is counted anew. -#}
    {%- set meta = table.meta -%}
    {%- set rules = [
        review_rule_version(), meta.get('keys'), replaced_by(meta) if meta.get('keys') else none, meta['period'],
        meta.get('reporter'), meta.get('measures'), meta.get('dimensions'), table.relation
    ] -%}
    {{- return(local_md5(tojson(rules, sort_keys=true))) -}}
{%- endmacro %}


{% macro review_new_batches(previous) -%}
    {#- Select body: the deliveries that no run counted yet (`kiriman`), and the tables that are to be counted anew as
        a whole (`seluruh`, batch '' and each batch of theirs): never counted, counted by other rules, filled by
        another loader, or with a landing table that was made anew. -#}
    {%- set counted = adapter.get_relation(previous.database, previous.schema, previous.identifier) if execute else none -%}
    {%- set rules = {} -%}
    {%- if counted is not none and not flags.FULL_REFRESH -%}
        {%- for row in review_query("select kumpulan_data, sidik_aturan from " ~ counted ~ " where batch_id = ''") -%}
            {%- do rules.update({row[0]: row[1]}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set lost = {} -%}
    {%- for table in review_sources() %}
    {%- set log, name = table.log, dbt.string_literal(table.dataset) -%}
    {%- if log is not none and rules and log | string not in lost -%}
        {%- do lost.update({log | string: review_query(
            "select distinct terhitung.kumpulan_data from " ~ counted ~ " as terhitung left join " ~ log ~ " as catatan "
            ~ "on terhitung.batch_id = catatan.batch_id and catatan.state = 'loaded' "
            ~ "where terhitung.batch_id <> '' and catatan.batch_id is null"
        ) | map(attribute=0) | list}) -%}
    {%- endif -%}
    {%- set ours = log is not none and '_batch_id' in table.types and review_is_file(table.meta) -%}
    {%- set fingerprint = review_fingerprint(table) -%}
    {%- set whole = not ours or rules.get(table.dataset) != fingerprint or table.dataset in lost.get(log | string, []) %}
    {%- if whole %}
    select
        {{ name }} as kumpulan_data,
        '' as batch_id,
        'seluruh' as cakupan,
        '{{ fingerprint }}' as sidik_aturan
    union all
    {%- endif %}
    {%- if ours %}
    select distinct
        {{ name }} as kumpulan_data,
        catatan.batch_id,
        {{ "'seluruh'" if whole else "'kiriman'" }} as cakupan,
        '{{ fingerprint }}' as sidik_aturan
    from {{ log }} as catatan
    where
        catatan.dataset = {{ name }} and catatan.state = 'loaded'
        {%- if not whole %}
        and not exists (
            select 1 from {{ counted }} as terhitung
            where terhitung.kumpulan_data = {{ name }} and terhitung.batch_id = catatan.batch_id
        )
        {%- endif %}
    union all
    {%- endif %}
    {%- endfor %}
    select
        '' as kumpulan_data,
        '' as batch_id,
        '' as cakupan,
        '' as sidik_aturan
    where 1 = 0
{%- endmacro %}


{% macro review_touched(new_batches, counted_periods) -%}
    {#- Select body: the (table, period) pairs whose figures the new deliveries can have changed. -#}
    {%- set scope = {} -%}
    {%- if execute and load_relation(new_batches) is not none -%}
        {%- for row in review_query('select distinct kumpulan_data, cakupan from ' ~ new_batches) -%}
            {%- do scope.update({row[0]: row[1]}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- for table in review_sources(scope) %}
    {%- set name = dbt.string_literal(table.dataset) -%}
    {%- if scope[table.dataset] == 'seluruh' %}
    select
        {{ name }} as kumpulan_data,
        'seluruh' as cakupan,
        cast(null as date) as periode
    union all
    {%- else %}
    select distinct
        {{ name }} as kumpulan_data,
        'periode' as cakupan,
        {{ review_period(table.node, table.types[table.meta['period']['column']]) }} as periode
    from ({{ review_touched_rows(table, new_batches) }}) as tersentuh
    union all
    {%- if replaced_by(table.meta) == 'all' %}
    select
        {{ name }} as kumpulan_data,
        'periode' as cakupan,
        terhitung.periode
    from {{ counted_periods }} as terhitung
    where
        terhitung.kumpulan_data = {{ name }}
        and exists (select 1 from ({{ review_arrived(table, new_batches) }}) as baru)
    union all
    {%- endif %}
    {%- endif %}
    {%- endfor %}
    select
        '' as kumpulan_data,
        '' as cakupan,
        cast(null as date) as periode
    where 1 = 0
{%- endmacro %}


{% macro review_arrived(table, new_batches) -%}
    {#- Subquery body: the rows of the batches that `new_batches` lists. -#}
    select * from {{ table.relation }}
    where _batch_id in (
        select batch_id from {{ new_batches }} where kumpulan_data = {{ dbt.string_literal(table.dataset) }}
    )
{%- endmacro %}


{% macro review_touched_rows(table, new_batches) -%}
    {#- Subquery body: rows whose being in force the new ones can have changed. Those that share what a delivery
        replaces lose it; those that share a key with one of these may lose or win it. Rows that stay within their
        period need no such search. -#}
    {%- set replaces, keys, period = replaced_by(table.meta), table.meta['keys'], table.meta['period']['column'] -%}
    {%- set rows = review_arrived(table, new_batches) -%}
    {%- if replaces != 'all' and not (period in replaces and period in keys) -%}
        {%- set rows = review_sharing(table.relation, replaces, rows) -%}
        {%- if period not in keys and replaces != keys -%}
            {%- set rows = review_sharing(table.relation, keys, rows) -%}
        {%- endif -%}
    {%- endif -%}
    {{ rows }}
{%- endmacro %}
