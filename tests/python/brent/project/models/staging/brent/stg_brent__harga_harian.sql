with

kiriman as (

    {{ newest_rows('brent', 'harga_harian') }}

),

bertipe as (

    select
        tanggal,
        cast(usd_bbl as {{ dbt.type_numeric() }}) as usd_bbl,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
