with

kiriman as (

    {{ newest_rows('hilir', 'jbt_jbkp') }}

),

bertipe as (

    select
        tanggal as minggu_mulai,
        kode_kabupaten,
        kabupaten,
        produk,
        cast(kuota_kl as {{ dbt.type_numeric() }}) as kuota_kl,
        cast(realisasi_kl as {{ dbt.type_numeric() }}) as realisasi_kl,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
