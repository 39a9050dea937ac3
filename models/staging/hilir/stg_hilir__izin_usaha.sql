with

kiriman as (

    {{ newest_rows('hilir', 'izin_usaha') }}

),

bertipe as (

    select
        periode as minggu_tarik,
        no_izin,
        badan_usaha,
        jenis as jenis_izin,
        tgl_terbit,
        tgl_berakhir,
        status as status_izin,
        _mitra as mitra,
        _received_at as diterima_pada

    from kiriman

)

select * from bertipe
