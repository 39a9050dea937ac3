with

kiriman as (

    {{ newest_rows('program', 'tkdn_pengadaan') }}

),

bertipe as (

    select
        periode,
        kkks,
        cast(nilai_barang_usd as {{ dbt.type_numeric() }}) as nilai_barang_usd,
        cast(nilai_jasa_usd as {{ dbt.type_numeric() }}) as nilai_jasa_usd,
        cast(nilai_usd as {{ dbt.type_numeric() }}) as nilai_usd,
        cast(tkdn_pct as {{ dbt.type_numeric() }}) as tkdn_pct,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
