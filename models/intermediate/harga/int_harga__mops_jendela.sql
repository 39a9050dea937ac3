-- The price of month M rests on trading days from the 25th of M-2 to the 24th of M-1. A day
-- moved back by 24 days falls into M-2 exactly when it lies in that window.
with

mops as (

    select * from {{ ref('stg_harga__mops_harian') }}

),

kurs as (

    select * from {{ ref('ref_kurs_bi') }}

),

harian as (

    select
        tanggal,
        produk,
        usd_bbl,
        cast({{ dbt.date_trunc('month', 'tanggal') }} as date) as bulan_bursa,
        cast(
            {{ dbt.date_trunc('month', dbt.dateadd('day', -24, 'tanggal')) }} as date
        ) as bulan_jendela

    from mops

),

bulan_kurs as (

    select
        harian.bulan_bursa,
        max(kurs.bulan) as bulan_kurs

    from harian
    inner join kurs
        on harian.bulan_bursa >= kurs.bulan
    group by harian.bulan_bursa

),

berkurs as (

    select
        harian.bulan_jendela,
        harian.tanggal,
        harian.produk,
        harian.usd_bbl,
        kurs.rp_per_usd

    from harian
    left join bulan_kurs
        on harian.bulan_bursa = bulan_kurs.bulan_bursa
    left join kurs
        on bulan_kurs.bulan_kurs = kurs.bulan

),

jendela as (

    select
        bulan_jendela,
        produk,
        count(*) as hari_bursa,
        max(tanggal) as hari_terakhir,
        avg(usd_bbl) as usd_bbl,
        avg(rp_per_usd) as rp_per_usd

    from berkurs
    group by bulan_jendela, produk

),

bertanggal as (

    select
        cast({{ dbt.dateadd('month', 2, 'bulan_jendela') }} as date) as bulan_harga,
        produk,
        cast({{ dbt.dateadd('day', 24, 'bulan_jendela') }} as date) as awal_jendela,
        cast(
            {{ dbt.dateadd('day', 23, dbt.dateadd('month', 1, 'bulan_jendela')) }} as date
        ) as akhir_jendela,
        hari_terakhir,
        cast(hari_bursa as {{ dbt.type_int() }}) as hari_bursa,
        cast(round(usd_bbl, 4) as {{ dbt.type_numeric() }}) as usd_bbl,
        cast(round(rp_per_usd, 2) as {{ dbt.type_numeric() }}) as rp_per_usd

    from jendela

)

select * from bertanggal
