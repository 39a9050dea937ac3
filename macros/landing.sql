{#- How rows of the append-only landing tables come into force. The rules stand in the source's YAML
    (config.meta.keys and config.meta.origin.replaces); nothing here is per table. -#}

{% macro landing_meta(relation) -%}
    {#- config.meta of the declared source that lives at `relation`; none for anything else. -#}
    {%- if execute -%}
        {%- for node in graph.sources.values()
            if node.relation_name == (relation | string) and 'keys' in node.config.meta -%}
            {{- return(node.config.meta) -}}
        {%- endfor -%}
    {%- endif -%}
    {{- return(none) -}}
{%- endmacro %}


{#- Deliveries in order, newest first: by the time they came, then by file name, never by the time they were loaded.
    A file overwritten under its logged time is a later load under the same time and name. -#}
{% macro newest_arrival_first() -%}
    _received_at desc, _sumber_berkas desc, _loaded_at desc, _batch_id desc
{%- endmacro %}


{% macro replaced_by(meta) -%}
    {#- Columns whose value a delivery replaces as a whole, or `all`: each delivery is the whole table. -#}
    {%- set replaces = (meta.get('origin') or {}).get('replaces', meta['keys']) -%}
    {{- return([replaces] if replaces is string and replaces != 'all' else replaces) -}}
{%- endmacro %}


{% macro rows_in_force(relation) -%}
    {#- Subquery body: the rows in force of a declared landing table; every row of anything else. -#}
    {%- set meta = landing_meta(relation) -%}
    {%- if meta is none -%}
    select * from {{ relation }}
    {%- else -%}
    {{ in_force_among(meta, relation) }}
    {%- endif -%}
{%- endmacro %}


{% macro in_force_among(meta, rows) -%}
    {#- Subquery body: of `rows` (a relation, or a subquery in brackets), those of the newest delivery for whatever a
        delivery replaces (`origin.replaces`: the row's own keys unless declared; `all`: each delivery is the table).
        Where the sender or reporter is part of `replaces` but not of the key, two of them may give the same key:
        then the delivery that came last holds it, so a key is in force once, however many partners send. -#}
    {%- set replaces = replaced_by(meta) -%}
    {%- set by_whom = [] if replaces == 'all' else replaces | reject('in', meta['keys']) | list -%}
    {%- if by_whom %}
    select * from (
        select
            kiriman_terbaru.*,
            dense_rank() over (
                partition by {{ meta['keys'] | join(', ') }}
                order by {{ newest_arrival_first() }}
            ) as _urutan_kunci
        from (
    {%- endif %}
    select * from (
        select
            landing.*,
            dense_rank() over (
                {% if replaces != 'all' -%}
                partition by {{ replaces | join(', ') }}
                {% endif -%}
                order by {{ newest_arrival_first() }}
            ) as _urutan_kiriman
        from {{ rows }} as landing
    ) as kiriman
    where _urutan_kiriman = 1
    {%- if by_whom %}
        ) as kiriman_terbaru
    ) as kunci_terbaru
    where _urutan_kunci = 1
    {%- endif -%}
{%- endmacro %}


{% macro newest_rows(source_name, table_name) -%}
    {#- Subquery body for staging: rows in force, one per key. -#}
    {%- set relation = source(source_name, table_name) -%}
    {%- set meta = landing_meta(relation) -%}
    {%- if meta is none -%}
    select * from {{ relation }}
    {%- else -%}
    {{ one_per_key(meta, relation) }}
    {%- endif -%}
{%- endmacro %}


{% macro one_per_key(meta, rows) -%}
    {#- Subquery body: the rows in force among `rows`, one per key. The last line of the file wins where a delivery
        repeats a key (test unique_within_delivery reports that it did); of two deliveries, the newer one. -#}
    select * from (
        select
            dalam_kiriman.*,
            row_number() over (
                partition by {{ meta['keys'] | join(', ') }}
                order by {{ newest_arrival_first() }}, _baris desc
            ) as _urutan_baris
        from ({{ in_force_among(meta, rows) }}) as dalam_kiriman
    ) as kunci
    where _urutan_baris = 1
{%- endmacro %}


{% macro default__get_where_subquery(relation) -%}
    {#- dbt's own hook for the `where` of data tests: tests on a landing table see the rows in force only, so a
        value that a later delivery corrected does not alarm for ever. -#}
    {%- set where = config.get('where') -%}
    {%- if landing_meta(relation) is not none -%}
    (select * from ({{ rows_in_force(relation) }}) as in_force
    {%- if where %} where {{ where }}{% endif %}) as dbt_subquery
    {%- elif where -%}
    (select * from {{ relation }} where {{ where }}) as dbt_subquery
    {%- else -%}
    {{ relation }}
    {%- endif -%}
{%- endmacro %}


{% macro sample_mark(source_name, table_name) -%}
    {#- Expression over a row of the landing table: `ya` where its delivery is of the sample, as the loader found it
        written in the file (DATA CONTOH above the head), else `tidak`. The log of deliveries is no partner's source,
        hence not declared; where a warehouse has none, no delivery is known to be of the sample. -#}
    {%- set landing = source(source_name, table_name) -%}
    {%- set log = api.Relation.create(
        database=landing.database, schema=landing.schema, identifier='kiriman_log'
    ) -%}
    {%- if execute and load_relation(log) is not none -%}
    case
        when _batch_id in (select batch_id from {{ log }} where is_sample = 1) then 'ya'
        else 'tidak'
    end
    {%- else -%}
    'tidak'
    {%- endif -%}
{%- endmacro %}
