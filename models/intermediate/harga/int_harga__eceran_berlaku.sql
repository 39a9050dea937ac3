-- A price holds until the same company changes it: the one in force at a month's end began last
-- before that day.
with

eceran as (

    select * from {{ ref('stg_harga__jual_eceran_bbm') }}

),

bulan as (

    select distinct
        cast({{ dbt.date_trunc('month', 'berlaku_mulai') }} as date) as bulan

    from eceran

),

akhir_bulan as (

    select
        bulan,
        {{ dbt.last_day('bulan', 'month') }} as akhir

    from bulan

),

pernah_berlaku as (

    select
        akhir_bulan.bulan,
        eceran.badan_usaha,
        eceran.produk,
        eceran.kode_provinsi,
        max(eceran.berlaku_mulai) as berlaku_mulai

    from akhir_bulan
    inner join eceran
        on akhir_bulan.akhir >= eceran.berlaku_mulai
    group by akhir_bulan.bulan, eceran.badan_usaha, eceran.produk, eceran.kode_provinsi

),

berlaku as (

    select
        pernah_berlaku.bulan,
        pernah_berlaku.badan_usaha,
        pernah_berlaku.produk,
        pernah_berlaku.kode_provinsi,
        pernah_berlaku.berlaku_mulai,
        eceran.rp_liter

    from pernah_berlaku
    inner join eceran
        on
            pernah_berlaku.badan_usaha = eceran.badan_usaha
            and pernah_berlaku.produk = eceran.produk
            and pernah_berlaku.kode_provinsi = eceran.kode_provinsi
            and pernah_berlaku.berlaku_mulai = eceran.berlaku_mulai

)

select * from berlaku
