with

perdagangan as (

    select * from {{ ref('stg_hilir__ekspor_impor') }}

),

bernilai as (

    select
        periode,
        arah,
        kode_hs,
        uraian_hs,
        negara,
        berat_ton,
        nilai_usd,
        cast(round(nilai_usd / nullif(berat_ton, 0), 4) as {{ dbt.type_numeric() }}) as usd_per_ton,
        status_data

    from perdagangan

)

select * from bernilai
