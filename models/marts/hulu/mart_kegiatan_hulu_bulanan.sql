with

sumur as (

    select * from {{ ref('int_hulu__kegiatan_sumur_terkini') }}

),

seismik as (

    select * from {{ ref('stg_hulu__survei_seismik') }}

),

gabungan as (

    select
        cast({{ dbt.date_trunc('month', 'tanggal_tajak') }} as date) as periode,
        jenis as kegiatan,
        1 as dimulai,
        0 as selesai,
        cast(null as {{ dbt.type_numeric() }}) as biaya_selesai_usd,
        cast(null as {{ dbt.type_numeric() }}) as seismik_2d_km,
        cast(null as {{ dbt.type_numeric() }}) as seismik_3d_km2

    from sumur

    union all

    select
        cast({{ dbt.date_trunc('month', 'tanggal_selesai') }} as date) as periode,
        jenis as kegiatan,
        0 as dimulai,
        1 as selesai,
        biaya_usd as biaya_selesai_usd,
        cast(null as {{ dbt.type_numeric() }}) as seismik_2d_km,
        cast(null as {{ dbt.type_numeric() }}) as seismik_3d_km2

    from sumur
    where tanggal_selesai is not null

    union all

    select
        periode,
        {{ dbt.concat(["'seismik '", "jenis"]) }} as kegiatan,
        case
            when cast({{ dbt.date_trunc('month', 'tanggal_mulai') }} as date) = periode then 1 else 0
        end as dimulai,
        case
            when cast({{ dbt.date_trunc('month', 'tanggal_selesai') }} as date) = periode then 1 else 0
        end as selesai,
        cast(null as {{ dbt.type_numeric() }}) as biaya_selesai_usd,
        realisasi_2d_km as seismik_2d_km,
        realisasi_3d_km2 as seismik_3d_km2

    from seismik

),

bulanan as (

    select
        periode,
        cast(kegiatan as varchar(255)) as kegiatan,
        cast(sum(dimulai) as bigint) as jumlah_dimulai,
        cast(sum(selesai) as bigint) as jumlah_selesai,
        cast(sum(biaya_selesai_usd) as {{ dbt.type_numeric() }}) as biaya_selesai_usd,
        cast(sum(seismik_2d_km) as {{ dbt.type_numeric() }}) as seismik_2d_km,
        cast(sum(seismik_3d_km2) as {{ dbt.type_numeric() }}) as seismik_3d_km2

    from gabungan
    group by periode, cast(kegiatan as varchar(255))

)

select * from bulanan
