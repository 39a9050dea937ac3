with

icp as (

    select * from {{ ref('stg_harga__icp_bulanan') }}

),

berbanding as (

    select
        periode as bulan,
        jenis_minyak,
        golongan,
        dated_brent_usd_bbl,
        alpha_usd_bbl,
        icp_usd_bbl,
        cast(
            icp_usd_bbl - lag(icp_usd_bbl) over (partition by jenis_minyak order by periode)
            as {{ dbt.type_numeric() }}
        ) as perubahan_usd_bbl,
        no_kepmen,
        tgl_kepmen

    from icp

),

bertipe as (

    select
        bulan,
        cast(jenis_minyak as varchar(255)) as jenis_minyak,
        cast(golongan as varchar(255)) as golongan,
        dated_brent_usd_bbl,
        alpha_usd_bbl,
        icp_usd_bbl,
        perubahan_usd_bbl,
        cast(no_kepmen as varchar(255)) as no_kepmen,
        tgl_kepmen

    from berbanding

)

select * from bertipe
