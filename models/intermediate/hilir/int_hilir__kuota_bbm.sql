with

realisasi as (

    select
        jbt_jbkp.*,
        -- The week counts for the year its Monday lies in, as quotas are given for calendar years.
        cast({{ dbt.date_trunc('year', 'minggu_mulai') }} as date) as tahun_kuota

    from {{ ref('stg_hilir__jbt_jbkp') }} as jbt_jbkp

),

kumulatif as (

    select
        minggu_mulai,
        tahun_kuota,
        kode_kabupaten,
        kabupaten,
        produk,
        kuota_kl,
        realisasi_kl,
        sum(realisasi_kl) over (
            partition by kode_kabupaten, produk, tahun_kuota
            order by minggu_mulai
            rows between unbounded preceding and current row
        ) as realisasi_kumulatif_kl,
        count(realisasi_kl) over (
            partition by kode_kabupaten, produk, tahun_kuota
            order by minggu_mulai
            rows between unbounded preceding and current row
        ) as minggu_masuk

    from realisasi

),

serapan as (

    select
        minggu_mulai,
        tahun_kuota,
        kode_kabupaten,
        kabupaten,
        produk,
        kuota_kl,
        realisasi_kl,
        cast(realisasi_kumulatif_kl as {{ dbt.type_numeric() }}) as realisasi_kumulatif_kl,
        cast(minggu_masuk as integer) as minggu_masuk,
        cast(kuota_kl - realisasi_kumulatif_kl as {{ dbt.type_numeric() }}) as sisa_kuota_kl,
        cast(
            round(100 * realisasi_kumulatif_kl / nullif(kuota_kl, 0), 4) as {{ dbt.type_numeric() }}
        ) as serapan_pct

    from kumulatif

)

select * from serapan
