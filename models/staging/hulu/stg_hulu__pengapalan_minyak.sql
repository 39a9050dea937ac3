with

kiriman as (

    {{ newest_rows('hulu', 'pengapalan_minyak') }}

),

bertipe as (

    select
        no_bl,
        tgl_bl as tanggal_bl,
        terminal,
        jenis_minyak,
        cast(nett_bbl as {{ dbt.type_numeric() }}) as volume_bersih_bbl,
        tujuan,
        kapal,
        pengirim,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
