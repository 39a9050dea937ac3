{% set kg_per_ton = 1000 %}

with

kiriman as (

    {{ newest_rows('hilir', 'ekspor_impor') }}

),

bertipe as (

    select
        periode,
        arah,
        kode_hs,
        uraian_hs,
        negara,
        cast(berat_kg as {{ dbt.type_numeric() }}) as berat_kg,
        cast(
            round(berat_kg / {{ kg_per_ton }}, 6) as {{ dbt.type_numeric() }}
        ) as berat_ton,
        cast(nilai_usd as {{ dbt.type_numeric() }}) as nilai_usd,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
