with

lifting as (

    select * from {{ ref('int_hulu__lifting_setara_minyak') }}

),

fakta as (

    select
        periode,
        kkks,
        kode_kabupaten,
        kabupaten,
        provinsi,
        jenis,
        lifting_bbl,
        lifting_mmbtu,
        lifting_boe,
        cast(
            round(lifting_boe / hari_dalam_bulan, 3) as {{ dbt.type_numeric() }}
        ) as lifting_boepd,
        no_berita_acara,
        status_data

    from lifting

)

select * from fakta
