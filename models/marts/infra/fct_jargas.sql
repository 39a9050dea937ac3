with

jargas as (

    select
        jargas_sr.*,
        {{ dbt.datediff('periode', dbt.dateadd('month', 1, 'periode'), 'day') }} as hari_sebulan

    from {{ ref('stg_infra__jargas_sr') }} as jargas_sr

),

pemakaian as (

    select
        periode,
        substring(kode_kabupaten, 1, 2) as kode_provinsi,
        kode_kabupaten,
        kabupaten,
        sumber_dana,
        sr_terpasang,
        sr_gas_in,
        cast(
            round(
                cast(100 * sr_gas_in as {{ dbt.type_numeric() }}) / nullif(sr_terpasang, 0), 4
            ) as {{ dbt.type_numeric() }}
        ) as gas_in_pct,
        volume_mmscf,
        cast(round(volume_mmscf / hari_sebulan, 6) as {{ dbt.type_numeric() }}) as volume_mmscfd

    from jargas

)

select * from pemakaian
