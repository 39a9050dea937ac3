with

kiriman as (

    {{ newest_rows('hulu', 'lifting_daerah_bulanan') }}

),

bertipe as (

    select
        periode,
        kkks,
        kode_kabupaten,
        kabupaten,
        provinsi,
        jenis,
        cast(lifting_bbl as {{ dbt.type_numeric() }}) as lifting_bbl,
        cast(lifting_mmbtu as {{ dbt.type_numeric() }}) as lifting_mmbtu,
        no_berita_acara,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
