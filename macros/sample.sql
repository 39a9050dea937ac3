{#- Only for the sample: a table in the warehouse that no source and no model declares, so that the
    inventory of undeclared tables has something to find. Made anew each time, on any adapter:
        dbt run-operation sample_undeclared_table -#}

{% macro sample_undeclared_table() -%}
    {%- set relation = api.Relation.create(
        database=target.database, schema='landing', identifier='rekap_jargas_2024', type='table'
    ) -%}
    {%- do adapter.create_schema(relation.without_identifier()) -%}
    {%- set existing = load_relation(relation) -%}
    {%- if existing is not none -%}
        {%- do adapter.drop_relation(existing) -%}
    {%- endif -%}
    {#- Columns first, rows after: `create table as` is no SQL Server statement. -#}
    {%- call statement('make', auto_begin=true) -%}
        create table {{ relation }} (
            kabupaten varchar(100),
            tahun integer,
            sr_terpasang integer,
            sr_gas_in integer,
            keterangan varchar(100)
        )
    {%- endcall -%}
    {%- call statement('fill', auto_begin=true) -%}
        insert into {{ relation }} {{ sample_undeclared_rows() }}
    {%- endcall -%}
    {%- do adapter.commit() -%}
    {%- do log('DATA CONTOH: tabel landing.rekap_jargas_2024 dibuat.', info=true) -%}
{%- endmacro %}


{% macro sample_undeclared_rows() -%}
    {#- Someone's year-end recapitulation, left behind; the figures are made up. -#}
    {%- set rows = [
        ('Kota Palembang', 21450, 20310),
        ('Kabupaten Sidoarjo', 18320, 17655),
        ('Kota Tarakan', 14975, 14502),
        ('Kabupaten Aceh Utara', 9240, 8731),
        ('Kota Prabumulih', 32110, 31084),
        ('Kabupaten Bojonegoro', 7680, 7015),
    ] -%}
    {%- for kabupaten, terpasang, gas_in in rows %}
    select
        {{ dbt.cast(dbt.string_literal(kabupaten), 'varchar(100)') }} as kabupaten,
        {{ dbt.cast(2024, 'integer') }} as tahun,
        {{ dbt.cast(terpasang, 'integer') }} as sr_terpasang,
        {{ dbt.cast(gas_in, 'integer') }} as sr_gas_in,
        {{ dbt.cast(dbt.string_literal('DATA CONTOH'), 'varchar(100)') }} as keterangan
    {%- if not loop.last %} union all {%- endif %}
    {%- endfor %}
{%- endmacro %}
