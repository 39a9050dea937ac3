with

kiriman as (

    {{ newest_rows('hilir', 'lpg_penyaluran') }}

),

bertipe as (

    select
        periode,
        wilayah,
        kode_provinsi,
        provinsi,
        jenis as jenis_lpg,
        cast(realisasi_mt as {{ dbt.type_numeric() }}) as realisasi_ton,
        cast(kuota_mt as {{ dbt.type_numeric() }}) as kuota_setahun_ton,
        agen as jumlah_agen,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
