{% set mscf_per_mmscf = 1000 %}

with

kiriman as (

    {{ newest_rows('infra', 'jargas_sr') }}

),

bertipe as (

    select
        periode,
        kode_kabupaten,
        kabupaten,
        sumber_dana,
        sr_terpasang,
        sr_gas_in,
        cast(volume_mscf as {{ dbt.type_numeric() }}) as volume_mscf,
        cast(
            round(volume_mscf / {{ mscf_per_mmscf }}, 6) as {{ dbt.type_numeric() }}
        ) as volume_mmscf,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
