with

kiriman as (

    {{ newest_rows('harga', 'jual_eceran_bbm') }}

),

bertipe as (

    select
        periode,
        berlaku_mulai,
        badan_usaha,
        produk,
        kode_provinsi,
        cast(rp_liter as {{ dbt.type_numeric() }}) as rp_liter,
        {{ sample_mark('harga', 'jual_eceran_bbm') }} as contoh,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
