with

kiriman as (

    {{ newest_rows('fiskal', 'pnbp_dbh') }}

),

bertipe as (

    select
        periode as label_triwulan,
        bulan,
        kode_daerah,
        jenis,
        cast(pnbp_rp as {{ dbt.type_numeric() }}) as pnbp_rp,
        cast(dbh_rp as {{ dbt.type_numeric() }}) as dbh_rp,
        cast(kurs_rp_usd as {{ dbt.type_numeric() }}) as kurs_rp_usd,
        status_data,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
