with

kiriman as (

    {{ newest_rows('hilir', 'kepatuhan_lapor') }}

),

bertipe as (

    select
        periode,
        badan_usaha,
        jenis_izin,
        tgl_lapor,
        status as status_lapor,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
