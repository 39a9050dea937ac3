-- A week belongs to the month and year of its Monday; the quota of a year is the one its newest
-- week states.
with

mingguan as (

    select
        minggu_mulai,
        cast({{ dbt.date_trunc('month', 'minggu_mulai') }} as date) as bulan,
        cast({{ dbt.date_trunc('year', 'minggu_mulai') }} as date) as tahun,
        case when produk = 'JBT solar' then 'jbt' else 'jbkp' end as jenis,
        kuota_kl,
        realisasi_kl

    from {{ ref('stg_hilir__jbt_jbkp') }}

),

minggu_terbaru as (

    select
        tahun,
        jenis,
        max(minggu_mulai) as minggu_mulai

    from mingguan
    group by tahun, jenis

),

kuota as (

    select
        mingguan.tahun,
        mingguan.jenis,
        sum(mingguan.kuota_kl) as kuota_kl

    from mingguan
    inner join minggu_terbaru
        on
            mingguan.tahun = minggu_terbaru.tahun
            and mingguan.jenis = minggu_terbaru.jenis
            and mingguan.minggu_mulai = minggu_terbaru.minggu_mulai
    group by mingguan.tahun, mingguan.jenis

),

per_bulan as (

    select
        bulan,
        tahun,
        jenis,
        sum(realisasi_kl) as realisasi_kl

    from mingguan
    group by bulan, tahun, jenis

),

kumulatif as (

    select
        per_bulan.bulan,
        per_bulan.jenis,
        cast(per_bulan.realisasi_kl as {{ dbt.type_numeric() }}) as realisasi_kl,
        cast(
            sum(per_bulan.realisasi_kl) over (
                partition by per_bulan.tahun, per_bulan.jenis order by per_bulan.bulan
            ) as {{ dbt.type_numeric() }}
        ) as kumulatif_kl,
        cast(kuota.kuota_kl as {{ dbt.type_numeric() }}) as kuota_kl

    from per_bulan
    inner join kuota
        on per_bulan.tahun = kuota.tahun and per_bulan.jenis = kuota.jenis

)

select * from kumulatif
