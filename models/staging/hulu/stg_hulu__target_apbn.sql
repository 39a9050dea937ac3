with

kiriman as (

    {{ newest_rows('hulu', 'target_apbn') }}

),

bertipe as (

    select
        tahun,
        dokumen,
        cast(lifting_minyak_mbopd as {{ dbt.type_numeric() }}) as lifting_minyak_mbopd,
        cast(lifting_minyak_mbopd * 1000 as {{ dbt.type_numeric() }}) as lifting_minyak_bopd,
        cast(lifting_gas_mboepd as {{ dbt.type_numeric() }}) as lifting_gas_mboepd,
        cast(lifting_gas_mboepd * 1000 as {{ dbt.type_numeric() }}) as lifting_gas_boepd,
        cast(icp_usd_bbl as {{ dbt.type_numeric() }}) as icp_usd_bbl,
        cast(kurs_rp_usd as {{ dbt.type_numeric() }}) as kurs_rp_usd,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
