-- Ceiling = basic price plus taxes, where the margin is a share of the basic price itself:
-- basic price = (MOPS + constant) / (1 - margin). No price of a real company is measured by a
-- ceiling in which a figure is made up (DATA CONTOH).
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
        case
            when mops.keterangan like 'DATA CONTOH%' then mops.keterangan
            else formula.keterangan
        end as keterangan,
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

berlaku as (

    select
        eceran.bulan,
        eceran.badan_usaha,
        eceran.produk,
        eceran.kode_provinsi,
        eceran.berlaku_mulai,
        eceran.rp_liter,
        formula.produk as produk_formula,
        batas.mops_rp_liter,
        batas.keterangan,
        cast(
            case
                when eceran.contoh = 'ya' or batas.keterangan not like 'DATA CONTOH%'
                    then batas.batas_atas_rp_liter
            end as {{ dbt.type_numeric() }}
        ) as batas_atas_rp_liter

    from eceran
    left join formula
        on eceran.produk = formula.produk
    left join batas
        on eceran.produk = batas.produk and eceran.bulan = batas.bulan_harga

),

berbatas as (

    select
        bulan,
        cast(badan_usaha as varchar(255)) as badan_usaha,
        cast(produk as varchar(255)) as produk,
        cast(kode_provinsi as varchar(255)) as kode_provinsi,
        berlaku_mulai,
        rp_liter,
        mops_rp_liter,
        batas_atas_rp_liter,
        cast(rp_liter - batas_atas_rp_liter as {{ dbt.type_numeric() }}) as selisih_batas_rp_liter,
        cast(
            case
                when produk_formula is null then 'ditetapkan pemerintah'
                when batas_atas_rp_liter is null then 'belum dapat dihitung'
                when rp_liter > batas_atas_rp_liter then 'di atas batas'
                else 'sesuai batas'
            end as varchar(255)
        ) as status_batas,
        cast(keterangan as varchar(255)) as keterangan

    from berlaku

)

select * from berbatas
