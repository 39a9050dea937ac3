with

kejadian as (

    select * from {{ ref('stg_keselamatan__kejadian') }}

),

berbulan as (

    select
        cast({{ dbt.date_trunc('month', 'tanggal') }} as date) as bulan,
        sektor,
        kelas,
        case when unplanned_shutdown = 'ya' then 1 else 0 end as henti,
        coalesce(jam_henti, 0) as jam_henti

    from kejadian

),

per_bulan as (

    select
        bulan,
        cast(sektor as varchar(255)) as sektor,
        cast(kelas as varchar(255)) as kelas,
        cast(count(*) as {{ dbt.type_int() }}) as jumlah_kejadian,
        cast(sum(henti) as {{ dbt.type_int() }}) as jumlah_henti,
        cast(sum(jam_henti) as {{ dbt.type_numeric() }}) as jam_henti

    from berbulan
    group by bulan, sektor, kelas

)

select * from per_bulan
