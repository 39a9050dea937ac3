with

kiriman as (

    {{ newest_rows('harga', 'mops_harian') }}

),

bertipe as (

    select
        tanggal,
        produk,
        cast(usd_bbl as {{ dbt.type_numeric() }}) as usd_bbl,
        {{ sample_mark('harga', 'mops_harian') }} as contoh,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
