with

lifting as (

    select * from {{ ref('mart_lifting_vs_apbn') }}

),

icp as (

    select * from {{ ref('int_harga__icp_diketahui') }}

),

pnbp as (

    select
        bulan,
        sum(pnbp_rp) as pnbp_rp

    from {{ ref('fct_fiskal_pnbp_bulanan') }}
    group by bulan

),

lpg as (

    select
        periode,
        sum(realisasi_ton) as realisasi_ton,
        sum(realisasi_kumulatif_ton) as realisasi_kumulatif_ton,
        sum(kuota_setahun_ton) as kuota_setahun_ton

    from {{ ref('fct_serapan_kuota_lpg') }}
    group by periode

),

kuota_bbm as (

    select * from {{ ref('int_lintas__kuota_bbm') }}

),

bulan as (

    select periode as bulan from lifting
    union
    select bulan from icp
    union
    select bulan from pnbp
    union
    select periode as bulan from lpg
    union
    select bulan from kuota_bbm

),

ringkasan as (

    select
        bulan.bulan,
        lifting.lifting_minyak_mbopd,
        lifting.target_minyak_mbopd,
        lifting.lifting_gas_mboepd,
        lifting.target_gas_mboepd,
        icp.icp_usd_bbl,
        lifting.asumsi_icp_usd_bbl,
        icp.bulan_icp_diketahui,
        icp.icp_diketahui_usd_bbl,
        cast(pnbp.pnbp_rp as {{ dbt.type_numeric() }}) as pnbp_rp,
        cast(lpg.realisasi_ton as {{ dbt.type_numeric() }}) as lpg_3kg_realisasi_ton,
        cast(lpg.realisasi_kumulatif_ton as {{ dbt.type_numeric() }}) as lpg_3kg_kumulatif_ton,
        cast(lpg.kuota_setahun_ton as {{ dbt.type_numeric() }}) as lpg_3kg_kuota_ton,
        jbt.kumulatif_kl as jbt_kumulatif_kl,
        jbt.kuota_kl as jbt_kuota_kl,
        jbkp.kumulatif_kl as jbkp_kumulatif_kl,
        jbkp.kuota_kl as jbkp_kuota_kl

    from bulan
    left join lifting on bulan.bulan = lifting.periode
    left join icp on bulan.bulan = icp.bulan
    left join pnbp on bulan.bulan = pnbp.bulan
    left join lpg on bulan.bulan = lpg.periode
    left join kuota_bbm as jbt on bulan.bulan = jbt.bulan and jbt.jenis = 'jbt'
    left join kuota_bbm as jbkp on bulan.bulan = jbkp.bulan and jbkp.jenis = 'jbkp'

),

berpersen as (

    select
        ringkasan.*,
        cast(
            round(100 * lifting_minyak_mbopd / nullif(target_minyak_mbopd, 0), 2)
            as {{ dbt.type_numeric() }}
        ) as capaian_minyak_pct,
        cast(
            round(100 * lifting_gas_mboepd / nullif(target_gas_mboepd, 0), 2)
            as {{ dbt.type_numeric() }}
        ) as capaian_gas_pct,
        cast(
            round(100 * lpg_3kg_kumulatif_ton / nullif(lpg_3kg_kuota_ton, 0), 2)
            as {{ dbt.type_numeric() }}
        ) as pemakaian_kuota_lpg_pct,
        cast(
            round(100 * jbt_kumulatif_kl / nullif(jbt_kuota_kl, 0), 2)
            as {{ dbt.type_numeric() }}
        ) as pemakaian_kuota_jbt_pct,
        cast(
            round(100 * jbkp_kumulatif_kl / nullif(jbkp_kuota_kl, 0), 2)
            as {{ dbt.type_numeric() }}
        ) as pemakaian_kuota_jbkp_pct

    from ringkasan

)

select * from berpersen
