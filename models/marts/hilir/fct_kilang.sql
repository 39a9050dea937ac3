with

sumber as (

    select * from {{ ref('stg_hilir__kilang_bulanan') }}

),

akhir as (

    select
        periode,
        kilang,
        produk,
        intake_mbbl,
        kapasitas_mbsd,
        utilisasi_pct,
        produksi_kl,
        produksi_mbbl,
        status_data

    from sumber

)

select * from akhir
