{% set mscf_per_mmscf = 1000 %}

with

kiriman as (

    {{ newest_rows('infra', 'pipa_gas') }}

),

bertipe as (

    select
        periode,
        ruas,
        badan_usaha,
        cast(volume_mscf as {{ dbt.type_numeric() }}) as volume_mscf,
        cast(
            round(volume_mscf / {{ mscf_per_mmscf }}, 6) as {{ dbt.type_numeric() }}
        ) as volume_mmscf,
        cast(tarif_usd_mscf as {{ dbt.type_numeric() }}) as tarif_usd_mscf,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
