with

lifting as (

    select * from {{ ref('stg_hulu__lifting_daerah_bulanan') }}

),

setara as (

    select
        periode,
        kkks,
        kode_kabupaten,
        kabupaten,
        provinsi,
        jenis,
        lifting_bbl,
        lifting_mmbtu,
        no_berita_acara,
        status_data,
        cast(
            case
                when jenis = 'gas' then {{ mmbtu_ke_boe('lifting_mmbtu') }}
                else lifting_bbl
            end as {{ dbt.type_numeric() }}
        ) as lifting_boe,
        cast(
            {{ dbt.datediff('periode', dbt.dateadd('month', 1, 'periode'), 'day') }} as integer
        ) as hari_dalam_bulan

    from lifting

)

select * from setara
