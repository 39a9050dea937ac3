with

neraca as (

    select
        neraca_lpg.*,
        {{ dbt.datediff('periode', dbt.dateadd('month', 1, 'periode'), 'day') }} as hari_sebulan

    from {{ ref('int_hilir__neraca_lpg') }} as neraca_lpg

),

indikator as (

    select
        periode,
        produksi_ton,
        impor_ton,
        penyaluran_ton,
        stok_awal_ton,
        stok_akhir_ton,
        perubahan_stok_ton,
        surplus_ton,
        selisih_ton,
        cast(
            round(100 * impor_ton / nullif(produksi_ton + impor_ton, 0), 4)
            as {{ dbt.type_numeric() }}
        ) as ketergantungan_impor_pct,
        cast(
            round(stok_akhir_ton * hari_sebulan / nullif(penyaluran_ton, 0), 2)
            as {{ dbt.type_numeric() }}
        ) as hari_stok

    from neraca

)

select * from indikator
