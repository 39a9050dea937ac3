with

kiriman as (

    {{ newest_rows('hilir', 'niaga_bbm_bulanan') }}

),

bertipe as (

    select
        periode,
        badan_usaha,
        kode_provinsi,
        provinsi,
        produk,
        jenis as jenis_bbm,
        cast(penjualan_kl as {{ dbt.type_numeric() }}) as penjualan_kl,
        cast(stok_kl as {{ dbt.type_numeric() }}) as stok_kl,
        cast(impor_kl as {{ dbt.type_numeric() }}) as impor_kl,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
