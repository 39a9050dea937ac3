with

kiriman as (

    {{ newest_rows('keselamatan', 'kejadian') }}

),

bertipe as (

    select
        no_kejadian,
        tanggal,
        sektor,
        kelas,
        jenis_kejadian,
        badan_usaha,
        kode_provinsi,
        unplanned_shutdown,
        cast(jam_henti as {{ dbt.type_numeric() }}) as jam_henti,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
