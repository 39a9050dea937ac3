with

niaga as (

    select
        niaga_bbm.*,
        {{ dbt.datediff('periode', dbt.dateadd('month', 1, 'periode'), 'day') }} as hari_sebulan

    from {{ ref('stg_hilir__niaga_bbm_bulanan') }} as niaga_bbm

),

penjualan as (

    select
        periode,
        badan_usaha,
        kode_provinsi,
        provinsi,
        produk,
        jenis_bbm,
        penjualan_kl,
        stok_kl,
        impor_kl,
        cast(
            round(stok_kl * hari_sebulan / nullif(penjualan_kl, 0), 2) as {{ dbt.type_numeric() }}
        ) as hari_stok

    from niaga

)

select * from penjualan
