-- A week belongs to the month and year of its Monday. The quota of a year is the newest one stated
-- for each district and product: the newest week alone would lose the districts that it lacks.
with

mingguan as (

    select
        minggu_mulai,
        cast({{ dbt.date_trunc('month', 'minggu_mulai') }} as date) as bulan,
        cast({{ dbt.date_trunc('year', 'minggu_mulai') }} as date) as tahun,
        case when produk = 'JBT solar' then 'jbt' else 'jbkp' end as jenis,
        kode_kabupaten,
        produk,
        kuota_kl,
        realisasi_kl

    from {{ ref('stg_hilir__jbt_jbkp') }}

),

kuota_terurut as (

    select
        tahun,
        jenis,
        kuota_kl,
        row_number() over (
            partition by tahun, kode_kabupaten, produk order by minggu_mulai desc
        ) as urutan

    from mingguan
    where kuota_kl is not null

),

kuota as (

    select
        tahun,
        jenis,
        sum(kuota_kl) as kuota_kl

    from kuota_terurut
    where urutan = 1
    group by tahun, jenis

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
    left join kuota
        on per_bulan.tahun = kuota.tahun and per_bulan.jenis = kuota.jenis

)

select * from kumulatif
