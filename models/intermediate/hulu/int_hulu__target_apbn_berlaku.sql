with

target as (

    select * from {{ ref('stg_hulu__target_apbn') }}

),

berurut as (

    -- A changed budget (APBN-P) takes the place of the first one for its whole year.
    select
        target.*,
        row_number() over (
            partition by tahun
            order by case when dokumen = 'APBN-P' then 1 else 2 end
        ) as urutan

    from target

),

berlaku as (

    select
        tahun,
        dokumen,
        lifting_minyak_mbopd,
        lifting_gas_mboepd,
        icp_usd_bbl,
        kurs_rp_usd

    from berurut
    where urutan = 1

)

select * from berlaku
