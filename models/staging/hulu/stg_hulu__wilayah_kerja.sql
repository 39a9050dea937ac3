with

kiriman as (

    {{ newest_rows('hulu', 'wilayah_kerja') }}

),

bertipe as (

    select
        periode,
        kode_wk,
        nama_wk as wilayah_kerja,
        operator,
        jenis_kontrak,
        tgl_efektif as tanggal_efektif,
        tgl_berakhir as tanggal_berakhir,
        status,
        cast(luas_km2 as {{ dbt.type_numeric() }}) as luas_km2,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
