with

pnbp as (

    select * from {{ ref('int_fiskal__pnbp_bulanan') }}

),

per_bulan as (

    select
        bulan,
        cast(jenis as varchar(255)) as jenis,
        cast(sum(pnbp_rp) as {{ dbt.type_numeric() }}) as pnbp_rp,
        cast(sum(dbh_rp) as {{ dbt.type_numeric() }}) as dbh_rp,
        cast(round(avg(kurs_rp_usd), 2) as {{ dbt.type_numeric() }}) as kurs_rp_usd

    from pnbp
    group by bulan, jenis

)

select * from per_bulan
