with

produksi as (

    select * from {{ ref('int_hulu__produksi_harian_setara_minyak') }}

),

fakta as (

    select
        tanggal,
        kode_wk,
        wilayah_kerja,
        operator,
        minyak_bopd,
        kondensat_bopd,
        cairan_bopd,
        gas_mmscfd,
        gas_boepd,
        produksi_boepd,
        air_bwpd,
        kehilangan_minyak_bopd,
        gangguan,
        status_data

    from produksi

)

select * from fakta
