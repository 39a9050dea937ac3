with

sumber as (

    select * from {{ ref('int_hilir__izin_usaha_riwayat') }}

),

akhir as (

    select
        no_izin,
        versi_ke,
        badan_usaha,
        jenis_izin,
        tgl_terbit,
        tgl_berakhir,
        status_izin,
        valid_from,
        valid_to,
        versi_terkini

    from sumber

)

select * from akhir
