with

jendela as (

    select * from {{ ref('int_harga__mops_jendela') }}

),

satuan as (

    select * from {{ ref('ref_satuan') }}

),

rupiah as (

    select
        jendela.bulan_harga,
        jendela.produk,
        jendela.awal_jendela,
        jendela.akhir_jendela,
        jendela.hari_bursa,
        jendela.usd_bbl,
        jendela.rp_per_usd,
        jendela.keterangan,
        cast(
            round(jendela.usd_bbl * jendela.rp_per_usd / satuan.faktor, 2)
            as {{ dbt.type_numeric() }}
        ) as rp_liter,
        -- The window is closed once a later one has begun or its last day has been quoted.
        case
            when jendela.hari_terakhir = jendela.akhir_jendela then 'lengkap'
            when lead(jendela.bulan_harga) over (
                partition by jendela.produk order by jendela.bulan_harga
            ) is not null then 'lengkap'
            else 'berjalan'
        end as status_jendela

    from jendela
    inner join satuan
        on satuan.kode = 'bbl_liter_harga'

)

select * from rupiah
