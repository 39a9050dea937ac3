{%- set persen = {
    'capaian_minyak_pct': ('lifting_minyak_mbopd', 'target_minyak_mbopd'),
    'capaian_gas_pct': ('lifting_gas_mboepd', 'target_gas_mboepd'),
    'pemakaian_kuota_lpg_pct': ('lpg_3kg_kumulatif_ton', 'lpg_3kg_kuota_ton'),
    'pemakaian_kuota_jbt_pct': ('jbt_kumulatif_kl', 'jbt_kuota_kl'),
    'pemakaian_kuota_jbkp_pct': ('jbkp_kumulatif_kl', 'jbkp_kuota_kl')
} -%}
with -- noqa: disable=LT02

lifting as (

    select * from {{ ref('mart_lifting_vs_apbn') }}

),

icp as (

    select * from {{ ref('stg_harga__icp_bulanan') }}
    where golongan = 'rata_rata'

),

resmi as (

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

    select * from {{ ref('int_lintas__kuota_lpg') }}

),

kuota_bbm as (

    select * from {{ ref('int_lintas__kuota_bbm') }}

),

bulan as (

    select periode as bulan from lifting
    union
    select periode as bulan from icp
    union
    select mulai_bulan as bulan from resmi
    union
    select bulan from pnbp
    union
    select bulan from lpg
    union
    select bulan from kuota_bbm

),

ringkasan as (

    select
        bulan.bulan,
        lifting.jumlah_kkks,
        lifting.jumlah_kkks_biasa,
        lifting.lifting_minyak_mbopd,
        lifting.target_minyak_mbopd,
        lifting.lifting_gas_mboepd,
        lifting.target_gas_mboepd,
        icp.icp_usd_bbl,
        lifting.asumsi_icp_usd_bbl,
        resmi.bulan_icp_diketahui,
        resmi.icp_diketahui_usd_bbl,
        cast(pnbp.pnbp_rp as {{ dbt.type_numeric() }}) as pnbp_rp,
        lpg.realisasi_ton as lpg_3kg_realisasi_ton,
        lpg.kumulatif_ton as lpg_3kg_kumulatif_ton,
        lpg.kuota_ton as lpg_3kg_kuota_ton,
        jbt.kumulatif_kl as jbt_kumulatif_kl,
        jbt.kuota_kl as jbt_kuota_kl,
        jbkp.kumulatif_kl as jbkp_kumulatif_kl,
        jbkp.kuota_kl as jbkp_kuota_kl

    from bulan
    left join lifting on bulan.bulan = lifting.periode
    left join icp on bulan.bulan = icp.periode
    left join resmi
        on
            bulan.bulan >= resmi.mulai_bulan
            and (resmi.sebelum_bulan is null or bulan.bulan < resmi.sebelum_bulan)
    left join pnbp on bulan.bulan = pnbp.bulan
    left join lpg on bulan.bulan = lpg.bulan
    left join kuota_bbm as jbt on bulan.bulan = jbt.bulan and jbt.jenis = 'jbt'
    left join kuota_bbm as jbkp on bulan.bulan = jbkp.bulan and jbkp.jenis = 'jbkp'

),

berpersen as (

    select
        ringkasan.*
        {%- for nama, (bagian, seluruh) in persen.items() %},
        cast(
            round(100 * {{ bagian }} / nullif({{ seluruh }}, 0), 2) as {{ dbt.type_numeric() }}
        ) as {{ nama }}
        {%- endfor %}

    from ringkasan

)

select * from berpersen
