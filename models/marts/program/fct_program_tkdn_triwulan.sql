-- The national rate is weighted by value, so each row carries its local content in USD: rates
-- must not be averaged. Times 0.01 and not divided by 100: a quotient is a float on DuckDB and
-- would round halves differently.
with

pengadaan as (

    select * from {{ ref('stg_program__tkdn_pengadaan') }}

),

bernilai as (

    select
        periode as triwulan,
        cast(kkks as varchar(255)) as kkks,
        nilai_barang_usd,
        nilai_jasa_usd,
        nilai_usd,
        tkdn_pct,
        cast(
            round(nilai_usd * tkdn_pct * 0.01, 2) as {{ dbt.type_numeric() }}
        ) as nilai_dalam_negeri_usd

    from pengadaan

),

berbanding as (

    select
        triwulan,
        kkks,
        nilai_barang_usd,
        nilai_jasa_usd,
        nilai_usd,
        tkdn_pct,
        nilai_dalam_negeri_usd,
        cast(
            round(
                100 * sum(nilai_dalam_negeri_usd) over (partition by triwulan)
                / nullif(sum(nilai_usd) over (partition by triwulan), 0),
                2
            ) as {{ dbt.type_numeric() }}
        ) as tkdn_nasional_pct

    from bernilai

)

select * from berbanding
