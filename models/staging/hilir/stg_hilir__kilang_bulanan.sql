{% set kl_per_mbbl = 158.987295 %}

with

kiriman as (

    {{ newest_rows('hilir', 'kilang_bulanan') }}

),

bertipe as (

    select
        periode,
        kilang,
        produk,
        cast(intake_mbbl as {{ dbt.type_numeric() }}) as intake_mbbl,
        cast(kapasitas_mbsd as {{ dbt.type_numeric() }}) as kapasitas_mbsd,
        cast(utilisasi_pct as {{ dbt.type_numeric() }}) as utilisasi_pct,
        cast(produksi_kl as {{ dbt.type_numeric() }}) as produksi_kl,
        cast(
            round(produksi_kl / {{ kl_per_mbbl }}, 6) as {{ dbt.type_numeric() }}
        ) as produksi_mbbl,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
