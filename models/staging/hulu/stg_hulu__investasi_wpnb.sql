with

kiriman as (

    {{ newest_rows('hulu', 'investasi_wpnb') }}

),

bertipe as (

    select
        triwulan,
        kkks,
        cast(rencana_capex_usd as {{ dbt.type_numeric() }}) as rencana_capex_usd,
        cast(realisasi_capex_usd as {{ dbt.type_numeric() }}) as realisasi_capex_usd,
        cast(rencana_opex_usd as {{ dbt.type_numeric() }}) as rencana_opex_usd,
        cast(realisasi_opex_usd as {{ dbt.type_numeric() }}) as realisasi_opex_usd,
        cast(rencana_cost_recovery_usd as {{ dbt.type_numeric() }}) as rencana_cost_recovery_usd,
        cast(realisasi_cost_recovery_usd as {{ dbt.type_numeric() }}) as realisasi_cost_recovery_usd,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
