{% set hari_batas = 10 %}

with

lapor as (

    select
        kepatuhan_lapor.*,
        cast(
            {{ dbt.dateadd('day', hari_batas - 1, dbt.dateadd('month', 1, 'periode')) }} as date
        ) as batas_lapor

    from {{ ref('stg_hilir__kepatuhan_lapor') }} as kepatuhan_lapor

),

data_niaga as (

    select distinct
        periode,
        badan_usaha

    from {{ ref('stg_hilir__niaga_bbm_bulanan') }}

),

-- Only holders of a trade licence deliver sales data; of the others only the date is known.
digabung as (

    select
        lapor.periode,
        lapor.badan_usaha,
        lapor.jenis_izin,
        lapor.batas_lapor,
        lapor.tgl_lapor,
        lapor.status_lapor,
        case
            when lapor.tgl_lapor > lapor.batas_lapor
                then {{ dbt.datediff('lapor.batas_lapor', 'lapor.tgl_lapor', 'day') }}
            when lapor.tgl_lapor is not null then 0
        end as hari_terlambat,
        case
            when lapor.jenis_izin <> 'niaga' then 'tidak diminta'
            when data_niaga.badan_usaha is null then 'belum ada'
            else 'ada'
        end as data_niaga

    from lapor
    left join data_niaga
        on
            lapor.periode = data_niaga.periode
            and lapor.badan_usaha = data_niaga.badan_usaha

),

dinilai as (

    select
        periode,
        badan_usaha,
        jenis_izin,
        batas_lapor,
        tgl_lapor,
        status_lapor,
        cast(hari_terlambat as integer) as hari_terlambat,
        data_niaga,
        case
            when status_lapor <> 'belum lapor' and data_niaga = 'belum ada'
                then 'melapor tanpa data'
            when status_lapor = 'belum lapor' and data_niaga = 'ada'
                then 'data ada, tercatat belum lapor'
            when status_lapor = 'tepat waktu' and hari_terlambat > 0
                then 'tercatat tepat waktu, lewat batas'
            else 'sesuai'
        end as temuan

    from digabung

)

select * from dinilai
