with

investasi as (

    select * from {{ ref('stg_hulu__investasi_wpnb') }}

),

fakta as (

    select
        triwulan,
        kkks,
        rencana_capex_usd,
        realisasi_capex_usd,
        rencana_opex_usd,
        realisasi_opex_usd,
        rencana_cost_recovery_usd,
        realisasi_cost_recovery_usd,
        cast(
            coalesce(rencana_capex_usd, 0) + coalesce(rencana_opex_usd, 0) as {{ dbt.type_numeric() }}
        ) as rencana_belanja_usd,
        cast(
            coalesce(realisasi_capex_usd, 0) + coalesce(realisasi_opex_usd, 0) as {{ dbt.type_numeric() }}
        ) as realisasi_belanja_usd,
        cast(
            round(
                100.0 * (coalesce(realisasi_capex_usd, 0) + coalesce(realisasi_opex_usd, 0))
                / nullif(coalesce(rencana_capex_usd, 0) + coalesce(rencana_opex_usd, 0), 0),
                3
            ) as {{ dbt.type_numeric() }}
        ) as serapan_pct

    from investasi

)

select * from fakta
