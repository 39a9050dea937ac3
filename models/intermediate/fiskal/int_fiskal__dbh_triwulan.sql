with

pnbp as (

    select * from {{ ref('int_fiskal__pnbp_bulanan') }}

),

per_triwulan as (

    select
        label_triwulan,
        kode_daerah,
        jenis,
        count(distinct bulan) as jumlah_bulan,
        sum(pnbp_rp) as pnbp_rp,
        sum(dbh_rp) as dbh_rp

    from pnbp
    group by label_triwulan, kode_daerah, jenis

),

bernomor as (

    select
        label_triwulan,
        cast({{ dbt.dateadd('month', -1, 'label_triwulan') }} as date) as bulan_awal,
        cast({{ dbt.dateadd('month', 1, 'label_triwulan') }} as date) as bulan_akhir,
        cast({{ dbt.date_trunc('year', 'label_triwulan') }} as date) as awal_tahun,
        kode_daerah,
        jenis,
        cast(jumlah_bulan as {{ dbt.type_int() }}) as jumlah_bulan,
        cast(pnbp_rp as {{ dbt.type_numeric() }}) as pnbp_rp,
        cast(dbh_rp as {{ dbt.type_numeric() }}) as dbh_rp

    from per_triwulan

),

berlabel as (

    select
        label_triwulan,
        cast(
            1
            + {{ dbt.datediff('awal_tahun', 'label_triwulan', 'month') }}
            / 3
            as {{ dbt.type_int() }}
        ) as nomor_triwulan,
        bulan_awal,
        bulan_akhir,
        kode_daerah,
        jenis,
        jumlah_bulan,
        pnbp_rp,
        dbh_rp

    from bernomor

)

select * from berlabel
