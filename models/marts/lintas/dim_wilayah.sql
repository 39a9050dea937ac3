with

wilayah as (

    select * from {{ ref('ref_wilayah') }}

),

berinduk as (

    select
        cast(wilayah.kode_bps as varchar(255)) as kode_bps,
        cast(wilayah.nama as varchar(255)) as nama,
        cast(wilayah.tingkat as varchar(255)) as tingkat,
        cast(wilayah.kode_provinsi as varchar(255)) as kode_provinsi,
        cast(induk.nama as varchar(255)) as nama_provinsi,
        cast(wilayah.penghasil_migas as varchar(255)) as penghasil_migas

    from wilayah
    left join wilayah as induk
        on wilayah.kode_provinsi = induk.kode_bps

)

select * from berinduk
