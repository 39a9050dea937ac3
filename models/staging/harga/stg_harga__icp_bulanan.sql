with

kiriman as (

    {{ newest_rows('harga', 'icp_bulanan') }}

),

bertipe as (

    select
        periode,
        jenis_minyak,
        golongan,
        cast(dated_brent_usd_bbl as {{ dbt.type_numeric() }}) as dated_brent_usd_bbl,
        cast(alpha_usd_bbl as {{ dbt.type_numeric() }}) as alpha_usd_bbl,
        cast(icp_usd_bbl as {{ dbt.type_numeric() }}) as icp_usd_bbl,
        no_kepmen,
        tgl_kepmen,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
