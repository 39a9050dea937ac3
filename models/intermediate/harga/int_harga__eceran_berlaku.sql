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

    -- In one pass: joined a second time, the prices are a nested loop on PostgreSQL (8 s for 7,000).
    select
        akhir_bulan.bulan,
        eceran.badan_usaha,
        eceran.produk,
        eceran.kode_provinsi,
        eceran.berlaku_mulai,
        eceran.rp_liter,
        eceran.contoh,
        row_number() over (
            partition by
                akhir_bulan.bulan, eceran.badan_usaha, eceran.produk, eceran.kode_provinsi
            order by eceran.berlaku_mulai desc
        ) as urutan

    from akhir_bulan
    inner join eceran
        on akhir_bulan.akhir >= eceran.berlaku_mulai

),

berlaku as (

    select
        bulan,
        badan_usaha,
        produk,
        kode_provinsi,
        berlaku_mulai,
        rp_liter,
        contoh

    from pernah_berlaku
    where urutan = 1

)

select * from berlaku
