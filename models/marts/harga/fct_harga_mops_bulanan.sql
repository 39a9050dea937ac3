with

mops as (

    select * from {{ ref('int_harga__mops_rupiah') }}

),

bertipe as (

    select
        bulan_harga,
        cast(produk as varchar(255)) as produk,
        awal_jendela,
        akhir_jendela,
        hari_bursa,
        usd_bbl,
        rp_per_usd,
        rp_liter,
        cast(status_jendela as varchar(255)) as status_jendela

    from mops

)

select * from bertipe
