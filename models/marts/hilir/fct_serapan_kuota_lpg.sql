with

sumber as (

    select * from {{ ref('int_hilir__kuota_lpg') }}

),

akhir as (

    select
        periode,
        tahun_kuota,
        wilayah,
        kode_provinsi,
        provinsi,
        kuota_setahun_ton,
        realisasi_ton,
        realisasi_kumulatif_ton,
        bulan_masuk,
        sisa_kuota_ton,
        serapan_pct,
        jumlah_agen

    from sumber

)

select * from akhir
