with

riwayat as (

    select * from {{ ref('int_hulu__wilayah_kerja_riwayat') }}

),

dimensi as (

    select
        cast(
            {{ dbt.concat(["kode_wk", "'/'", "cast(versi as varchar(10))"]) }} as varchar(255)
        ) as kunci_versi,
        kode_wk,
        versi,
        wilayah_kerja,
        operator,
        jenis_kontrak,
        status,
        tanggal_efektif,
        tanggal_berakhir,
        luas_km2,
        berlaku_dari,
        berlaku_sampai,
        cast(
            case when berlaku_sampai is null then 'ya' else 'tidak' end as varchar(255)
        ) as terkini

    from riwayat

)

select * from dimensi
