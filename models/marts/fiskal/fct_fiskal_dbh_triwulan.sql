with

triwulan as (

    select * from {{ ref('int_fiskal__dbh_triwulan') }}

),

wilayah as (

    select * from {{ ref('ref_wilayah') }}

),

bernama as (

    select
        triwulan.label_triwulan,
        triwulan.nomor_triwulan,
        triwulan.bulan_awal,
        triwulan.bulan_akhir,
        cast(triwulan.kode_daerah as varchar(255)) as kode_daerah,
        cast(coalesce(wilayah.nama, 'tidak terdaftar') as varchar(255)) as nama_daerah,
        cast(triwulan.jenis as varchar(255)) as jenis,
        triwulan.jumlah_bulan,
        triwulan.pnbp_rp,
        triwulan.dbh_rp,
        cast(
            round(100 * triwulan.dbh_rp / nullif(triwulan.pnbp_rp, 0), 2)
            as {{ dbt.type_numeric() }}
        ) as bagian_daerah_pct

    from triwulan
    left join wilayah
        on triwulan.kode_daerah = wilayah.kode_bps

)

select * from bernama
