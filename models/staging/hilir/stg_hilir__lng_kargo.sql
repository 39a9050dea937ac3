{% set mmbtu_per_bbtu = 1000 %}

with

kiriman as (

    {{ newest_rows('hilir', 'lng_kargo') }}

),

bertipe as (

    select
        no_kargo,
        tgl_muat,
        kilang as kilang_lng,
        tujuan,
        negara as negara_tujuan,
        cast(muatan_mt as {{ dbt.type_numeric() }}) as muatan_ton,
        cast(energi_mmbtu as {{ dbt.type_numeric() }}) as energi_mmbtu,
        cast(
            round(energi_mmbtu / {{ mmbtu_per_bbtu }}, 6) as {{ dbt.type_numeric() }}
        ) as energi_bbtu,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
