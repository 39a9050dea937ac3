with

realisasi as (

    select
        lpg_penyaluran.*,
        cast({{ dbt.date_trunc('year', 'periode') }} as date) as tahun_kuota

    from {{ ref('stg_hilir__lpg_penyaluran') }} as lpg_penyaluran
    where jenis_lpg = '3 kg PSO'

),

kumulatif as (

    select
        periode,
        tahun_kuota,
        wilayah,
        kode_provinsi,
        provinsi,
        kuota_setahun_ton,
        realisasi_ton,
        jumlah_agen,
        sum(realisasi_ton) over (
            partition by kode_provinsi, tahun_kuota
            order by periode
            rows between unbounded preceding and current row
        ) as realisasi_kumulatif_ton,
        count(realisasi_ton) over (
            partition by kode_provinsi, tahun_kuota
            order by periode
            rows between unbounded preceding and current row
        ) as bulan_masuk

    from realisasi

),

serapan as (

    select
        periode,
        tahun_kuota,
        wilayah,
        kode_provinsi,
        provinsi,
        kuota_setahun_ton,
        realisasi_ton,
        jumlah_agen,
        cast(realisasi_kumulatif_ton as {{ dbt.type_numeric() }}) as realisasi_kumulatif_ton,
        cast(bulan_masuk as integer) as bulan_masuk,
        cast(
            kuota_setahun_ton - realisasi_kumulatif_ton as {{ dbt.type_numeric() }}
        ) as sisa_kuota_ton,
        cast(
            round(100 * realisasi_kumulatif_ton / nullif(kuota_setahun_ton, 0), 4)
            as {{ dbt.type_numeric() }}
        ) as serapan_pct

    from kumulatif

)

select * from serapan
