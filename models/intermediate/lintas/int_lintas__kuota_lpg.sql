-- Accumulated after the provinces are summed, so that a province missing from one month keeps what
-- it distributed before; the quota is the newest one stated for each province of the year.
with

provinsi as (

    select * from {{ ref('int_hilir__kuota_lpg') }}

),

kuota_terurut as (

    select
        tahun_kuota,
        kuota_setahun_ton,
        row_number() over (
            partition by tahun_kuota, kode_provinsi order by periode desc
        ) as urutan

    from provinsi
    where kuota_setahun_ton is not null

),

kuota as (

    select
        tahun_kuota,
        sum(kuota_setahun_ton) as kuota_ton

    from kuota_terurut
    where urutan = 1
    group by tahun_kuota

),

per_bulan as (

    select
        periode,
        tahun_kuota,
        sum(realisasi_ton) as realisasi_ton

    from provinsi
    group by periode, tahun_kuota

),

kumulatif as (

    select
        per_bulan.periode as bulan,
        cast(per_bulan.realisasi_ton as {{ dbt.type_numeric() }}) as realisasi_ton,
        cast(
            sum(per_bulan.realisasi_ton) over (
                partition by per_bulan.tahun_kuota order by per_bulan.periode
            ) as {{ dbt.type_numeric() }}
        ) as kumulatif_ton,
        cast(kuota.kuota_ton as {{ dbt.type_numeric() }}) as kuota_ton

    from per_bulan
    left join kuota on per_bulan.tahun_kuota = kuota.tahun_kuota

)

select * from kumulatif
