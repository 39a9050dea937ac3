with

laporan as (

    select * from {{ ref('stg_hulu__pemboran_sumur') }}

),

berurut as (

    select
        laporan.*,
        row_number() over (
            partition by sumur, jenis, tanggal_tajak
            order by pekan desc
        ) as urutan

    from laporan

),

terkini as (

    select
        sumur,
        jenis,
        tanggal_tajak,
        tanggal_selesai,
        status,
        kode_wk,
        operator,
        biaya_usd,
        pekan as pekan_laporan_terakhir

    from berurut
    where urutan = 1

)

select * from terkini
