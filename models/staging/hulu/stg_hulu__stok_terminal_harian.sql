with

kiriman as (

    {{ newest_rows('hulu', 'stok_terminal_harian') }}

),

bertipe as (

    select
        tanggal,
        terminal,
        cast(stok_awal_bbl as {{ dbt.type_numeric() }}) as stok_awal_bbl,
        cast(penerimaan_bbl as {{ dbt.type_numeric() }}) as penerimaan_bbl,
        cast(pengapalan_bbl as {{ dbt.type_numeric() }}) as pengapalan_bbl,
        cast(stok_akhir_bbl as {{ dbt.type_numeric() }}) as stok_akhir_bbl,
        cast(dapat_diangkut_bbl as {{ dbt.type_numeric() }}) as dapat_diangkut_bbl,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
