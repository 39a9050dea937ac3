with

lifting as (

    select * from {{ ref('int_hulu__lifting_setara_minyak') }}

),

bulanan as (

    select
        periode,
        cast({{ dbt.date_trunc('year', 'periode') }} as date) as tahun,
        hari_dalam_bulan,
        count(distinct kkks) as jumlah_kkks,
        sum(lifting_bbl) as lifting_minyak_bbl,
        sum(case when jenis = 'gas' then lifting_boe end) as lifting_gas_boe

    from lifting
    group by periode, {{ dbt.date_trunc('year', 'periode') }}, hari_dalam_bulan

),

sejak_awal_tahun as (

    select
        periode,
        tahun,
        hari_dalam_bulan,
        jumlah_kkks,
        -- The most that reported in any of the twelve months before; below it not all are in.
        max(jumlah_kkks) over (
            order by periode rows between 12 preceding and 1 preceding
        ) as jumlah_kkks_biasa,
        lifting_minyak_bbl,
        lifting_gas_boe,
        sum(lifting_minyak_bbl) over (
            partition by tahun order by periode rows between unbounded preceding and current row
        ) as minyak_sejak_awal_tahun_bbl,
        sum(lifting_gas_boe) over (
            partition by tahun order by periode rows between unbounded preceding and current row
        ) as gas_sejak_awal_tahun_boe,
        sum(hari_dalam_bulan) over (
            partition by tahun order by periode rows between unbounded preceding and current row
        ) as hari_sejak_awal_tahun

    from bulanan

),

laju as (

    select
        periode,
        tahun,
        hari_dalam_bulan,
        jumlah_kkks,
        jumlah_kkks_biasa,
        cast(lifting_minyak_bbl as {{ dbt.type_numeric() }}) as lifting_minyak_bbl,
        cast(lifting_gas_boe as {{ dbt.type_numeric() }}) as lifting_gas_boe,
        cast(
            round(lifting_minyak_bbl / (hari_dalam_bulan * 1000.0), 3) as {{ dbt.type_numeric() }}
        ) as lifting_minyak_mbopd,
        cast(
            round(lifting_gas_boe / (hari_dalam_bulan * 1000.0), 3) as {{ dbt.type_numeric() }}
        ) as lifting_gas_mboepd,
        cast(
            round(minyak_sejak_awal_tahun_bbl / (hari_sejak_awal_tahun * 1000.0), 3)
            as {{ dbt.type_numeric() }}
        ) as lifting_minyak_ytd_mbopd,
        cast(
            round(gas_sejak_awal_tahun_boe / (hari_sejak_awal_tahun * 1000.0), 3)
            as {{ dbt.type_numeric() }}
        ) as lifting_gas_ytd_mboepd

    from sejak_awal_tahun

)

select * from laju
