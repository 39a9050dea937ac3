with

kiriman as (

    {{ newest_rows('hulu', 'pemboran_sumur') }}

),

bertipe as (

    select
        minggu as pekan,
        sumur,
        kode_wk,
        operator,
        jenis,
        tajak as tanggal_tajak,
        selesai as tanggal_selesai,
        status,
        cast(biaya_usd as {{ dbt.type_numeric() }}) as biaya_usd,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
