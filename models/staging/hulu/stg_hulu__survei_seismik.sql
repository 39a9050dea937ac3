with

kiriman as (

    {{ newest_rows('hulu', 'survei_seismik') }}

),

bertipe as (

    select
        periode,
        kode_survei,
        nama_survei,
        kode_wk,
        jenis,
        cast(rencana_2d_km as {{ dbt.type_numeric() }}) as rencana_2d_km,
        cast(realisasi_2d_km as {{ dbt.type_numeric() }}) as realisasi_2d_km,
        cast(rencana_3d_km2 as {{ dbt.type_numeric() }}) as rencana_3d_km2,
        cast(realisasi_3d_km2 as {{ dbt.type_numeric() }}) as realisasi_3d_km2,
        mulai as tanggal_mulai,
        selesai as tanggal_selesai,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
