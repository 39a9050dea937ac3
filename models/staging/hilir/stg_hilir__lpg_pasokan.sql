with

kiriman as (

    {{ newest_rows('hilir', 'lpg_pasokan') }}

),

bertipe as (

    select
        periode,
        cast(produksi_mt as {{ dbt.type_numeric() }}) as produksi_ton,
        cast(impor_mt as {{ dbt.type_numeric() }}) as impor_ton,
        cast(stok_mt as {{ dbt.type_numeric() }}) as stok_akhir_ton,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
