with

sumber as (

    select * from {{ ref('int_hilir__kuota_bbm') }}

),

akhir as (

    select
        minggu_mulai,
        tahun_kuota,
        substring(kode_kabupaten, 1, 2) as kode_provinsi,
        kode_kabupaten,
        kabupaten,
        produk,
        kuota_kl,
        realisasi_kl,
        realisasi_kumulatif_kl,
        minggu_masuk,
        sisa_kuota_kl,
        serapan_pct

    from sumber

)

select * from akhir
