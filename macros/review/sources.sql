{#- What there is to count: the declared tables (config.meta.period), without a line per table. Sources stand in dbt's
    graph, which is empty while the project is parsed: hence nothing here is a ref or a source. -#}

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


{% macro review_query(sql) -%}
    {#- Rows of a query as lists of values. -#}
    {%- set rows = [] -%}
    {%- for row in run_query(sql).rows -%}
        {%- do rows.append(row.values() | list) -%}
    {%- endfor -%}
    {{- return(rows) -}}
{%- endmacro %}
