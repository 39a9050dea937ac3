-- Ceiling = basic price plus taxes, where the margin is a share of the basic price itself:
-- basic price = (MOPS + constant) / (1 - margin).
with

eceran as (

    select * from {{ ref('int_harga__eceran_berlaku') }}

),

mops as (

    select * from {{ ref('int_harga__mops_rupiah') }}

),

formula as (

    select * from {{ ref('ref_formula_harga') }}

),

batas as (

    select
        mops.bulan_harga,
        formula.produk,
        mops.rp_liter as mops_rp_liter,
        cast(
            round(
                (mops.rp_liter + formula.konstanta_rp_liter) / (1 - formula.margin_pct / 100)
                * (1 + (formula.ppn_pct + formula.pbbkb_pct) / 100),
                2
            ) as {{ dbt.type_numeric() }}
        ) as batas_atas_rp_liter

    from formula
    inner join mops
        on formula.produk_mops = mops.produk
    where mops.status_jendela = 'lengkap'

),

berbatas as (

    select
        eceran.bulan,
        cast(eceran.badan_usaha as varchar(255)) as badan_usaha,
        cast(eceran.produk as varchar(255)) as produk,
        cast(eceran.kode_provinsi as varchar(255)) as kode_provinsi,
        eceran.berlaku_mulai,
        eceran.rp_liter,
        batas.mops_rp_liter,
        batas.batas_atas_rp_liter,
        cast(
            eceran.rp_liter - batas.batas_atas_rp_liter as {{ dbt.type_numeric() }}
        ) as selisih_batas_rp_liter,
        cast(
            case
                when formula.produk is null then 'ditetapkan pemerintah'
                when batas.batas_atas_rp_liter is null then 'belum dapat dihitung'
                when eceran.rp_liter > batas.batas_atas_rp_liter then 'di atas batas'
                else 'sesuai batas'
            end as varchar(255)
        ) as status_batas

    from eceran
    left join formula
        on eceran.produk = formula.produk
    left join batas
        on eceran.produk = batas.produk and eceran.bulan = batas.bulan_harga

)

select * from berbatas
