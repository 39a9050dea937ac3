with

lifting as (

    select * from {{ ref('int_hulu__lifting_nasional_bulanan') }}

),

target as (

    select * from {{ ref('int_hulu__target_apbn_berlaku') }}

),

capaian as (

    select
        lifting.periode,
        target.dokumen as dokumen_target,
        cast(lifting.jumlah_kkks as bigint) as jumlah_kkks,
        cast(lifting.jumlah_kkks_biasa as bigint) as jumlah_kkks_biasa,
        lifting.lifting_minyak_mbopd,
        lifting.lifting_minyak_ytd_mbopd,
        target.lifting_minyak_mbopd as target_minyak_mbopd,
        cast(
            round(100.0 * lifting.lifting_minyak_mbopd / nullif(target.lifting_minyak_mbopd, 0), 3)
            as {{ dbt.type_numeric() }}
        ) as capaian_minyak_pct,
        cast(
            round(100.0 * lifting.lifting_minyak_ytd_mbopd / nullif(target.lifting_minyak_mbopd, 0), 3)
            as {{ dbt.type_numeric() }}
        ) as capaian_minyak_ytd_pct,
        lifting.lifting_gas_mboepd,
        lifting.lifting_gas_ytd_mboepd,
        target.lifting_gas_mboepd as target_gas_mboepd,
        cast(
            round(100.0 * lifting.lifting_gas_mboepd / nullif(target.lifting_gas_mboepd, 0), 3)
            as {{ dbt.type_numeric() }}
        ) as capaian_gas_pct,
        cast(
            round(100.0 * lifting.lifting_gas_ytd_mboepd / nullif(target.lifting_gas_mboepd, 0), 3)
            as {{ dbt.type_numeric() }}
        ) as capaian_gas_ytd_pct,
        target.icp_usd_bbl as asumsi_icp_usd_bbl,
        target.kurs_rp_usd as asumsi_kurs_rp_usd

    from lifting
    left join target on lifting.tahun = target.tahun

)

select * from capaian
