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
        contoh,
        cast({{ dbt.date_trunc('month', 'tanggal') }} as date) as bulan_bursa,
        cast(
            {{ dbt.date_trunc('month', dbt.dateadd('day', -24, 'tanggal')) }} as date
        ) as bulan_jendela

    from mops

),

berkurs as (

    -- A quotation of the market is never put beside a made-up rate; a month without rate has none.
    select
        harian.bulan_jendela,
        harian.tanggal,
        harian.produk,
        harian.usd_bbl,
        case
            when harian.contoh = 'ya' or kurs.keterangan not like 'DATA CONTOH%'
                then kurs.rp_per_usd
        end as rp_per_usd,
        kurs.keterangan,
        case
            when harian.contoh = 'ya' or kurs.keterangan like 'DATA CONTOH%' then 1
            else 0
        end as dari_contoh

    from harian
    left join kurs
        on harian.bulan_bursa = kurs.bulan

),

jendela as (

    select
        bulan_jendela,
        produk,
        count(*) as hari_bursa,
        max(tanggal) as hari_terakhir,
        avg(usd_bbl) as usd_bbl,
        -- A mean over some of the days would pass for the rate of the window.
        case when count(rp_per_usd) = count(*) then avg(rp_per_usd) end as rp_per_usd,
        case when max(dari_contoh) = 1 then 'DATA CONTOH' else max(keterangan) end as keterangan

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
        cast(round(rp_per_usd, 2) as {{ dbt.type_numeric() }}) as rp_per_usd,
        keterangan

    from jendela

)

select * from bertanggal
