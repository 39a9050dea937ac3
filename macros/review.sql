{#- Counts every declared table (config.meta.period) by period, without a line per table. What is counted anew is what
    a delivery can have changed; rules of force are those of macros/landing.sql. Sources stand in dbt's graph, which is
    empty while the project is parsed: hence nothing here is a ref or a source. -#}

{% macro review_rule_version() -%}
    {#- Part of the fingerprint of the counting rules: raise it where a model of this folder counts differently. -#}
    {{- return('1') -}}
{%- endmacro %}


{% macro review_sources(only=none) -%}
    {#- The declared tables with a period that are there to be counted, in the order of their names:
        {dataset, node, relation, meta, types (column, in lower case, to type), log (the loader's log of deliveries
        beside it, none where another loader fills it)}; `only` names some of them. -#}
    {%- set found, schemas = [], {} -%}
    {%- for node in (graph.sources.values() | sort(attribute='unique_id') if execute else []) -%}
        {%- set meta, dataset = node.config.meta or {}, node.source_name ~ '.' ~ node.name -%}
        {%- if (meta.get('period') or {}).get('column') and (only is none or dataset in only) -%}
            {%- set place = api.Relation.create(database=node.database, schema=node.schema) -%}
            {%- if place | string not in schemas -%}
                {%- do schemas.update({place | string: review_columns(place)}) -%}
            {%- endif -%}
            {%- set tables = schemas[place | string] -%}
            {%- set types = tables.get(node.identifier | lower, {}) -%}
            {#- One grain that is none must not keep all the others from being counted. -#}
            {%- set grains = ['day', 'week', 'month', 'quarter', 'year', 'event'] -%}
            {%- if meta['period']['column'] in types and meta['period'].get('grain', 'day') in grains -%}
                {%- set log = api.Relation.create(
                    database=node.database, schema=node.schema, identifier='kiriman_log'
                ) if 'kiriman_log' in tables -%}
                {%- do found.append({
                    'dataset': dataset, 'node': node, 'relation': node.relation_name, 'meta': meta, 'types': types,
                    'log': log or none
                }) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(found) -}}
{%- endmacro %}


{% macro review_columns(place) -%}
    {#- Tables of a schema with their columns and types, in lower case: one question for all of them. -#}
    {%- set tables = {} -%}
    {%- for table, column, type in review_query(
        "select table_name, column_name, data_type from information_schema.columns"
        ~ " where table_catalog = " ~ dbt.string_literal(place.database)
        ~ " and table_schema = " ~ dbt.string_literal(place.schema)
    ) -%}
        {%- do tables.setdefault(table | lower, {}).update({column | lower: type | lower}) -%}
    {%- endfor -%}
    {{- return(tables) -}}
{%- endmacro %}


{% macro review_is_landed(table) -%}
    {#- Whether the table has what our loader writes: when a row came, in which delivery, in which line. -#}
    {%- set wanted = ['_received_at', '_loaded_at', '_sumber_berkas', '_batch_id', '_baris'] + table.meta.get('keys', []) -%}
    {{- return(table.meta.get('keys') and (wanted | reject('in', table.types) | list) == []) -}}
{%- endmacro %}


{% macro review_is_file(meta) -%}
    {#- Whether the loader fills the table from partners' files; an origin without a kind is a file. -#}
    {{- return('origin' in meta and meta['origin'].get('kind', 'file') == 'file') -}}
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


{% macro review_query(sql) -%}
    {#- Rows of a query as lists of values. -#}
    {%- set rows = [] -%}
    {%- for row in run_query(sql).rows -%}
        {%- do rows.append(row.values() | list) -%}
    {%- endfor -%}
    {{- return(rows) -}}
{%- endmacro %}


{% macro review_is_whole(part, alias) -%}
    {#- Condition on a row of a review model: what this run counted anew of one table. -#}
    ({{ alias }}.kumpulan_data = {{ dbt.string_literal(part.dataset) }}
    {%- if not part.every %} and {{ review_listed(alias ~ '.periode', part.periods) }}{% endif %})
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


{% macro review_affected(parts, alias) -%}
    {#- Condition on a row of a review model: it is of what this run counts anew. -#}
    {%- for part in parts %}{{ review_is_whole(part, alias) }}{{ ' or ' if not loop.last }}{% endfor -%}
    {%- if not parts %}1 = 0{% endif -%}
{%- endmacro %}


{% macro review_forget(relation, affected) -%}
    {#- After the new figures were written: remove those of before, in the same transaction. -#}
    {%- if is_incremental() -%}
    {%- set parts = review_parts(affected) -%}
    {%- if parts -%}
    delete from {{ relation }}
    where
        dihitung_pada <> {{ review_now() }}
        and ({{ review_affected(parts, relation.identifier) }})
    {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro review_now() -%}
    {#- When this run began: what marks the figures that it wrote. -#}
    cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}+00:00' as {{ review_moment() }})
{%- endmacro %}


{% macro review_moment() -%}
    {{- return(adapter.dispatch('review_moment')()) -}}
{%- endmacro %}

{% macro default__review_moment() -%}
    {{- return('timestamp with time zone') -}}
{%- endmacro %}

{% macro sqlserver__review_moment() -%}
    {{- return('datetimeoffset') -}}
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


{% macro review_forget_counts(relation, new_batches) -%}
    {#- Of a table that was counted anew as a whole, only the lines of this run stay. -#}
    {%- if is_incremental() -%}
    delete from {{ relation }}
    where
        dihitung_pada <> {{ review_now() }}
        and kumpulan_data in (select kumpulan_data from {{ new_batches }} where cakupan = 'seluruh')
    {%- endif -%}
{%- endmacro %}
