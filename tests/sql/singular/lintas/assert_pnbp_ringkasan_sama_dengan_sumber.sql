-- The leaders' page shows the same revenue as the partner's rows, month by month.
with

sumber as (

    select
        bulan,
        sum(pnbp_rp) as pnbp_rp

    from {{ ref('stg_fiskal__pnbp_dbh') }}
    group by bulan

)

select
    sumber.bulan,
    sumber.pnbp_rp as pnbp_sumber,
    ringkasan.pnbp_rp as pnbp_ringkasan

from sumber
left join {{ ref('mart_ringkasan_pimpinan') }} as ringkasan
    on sumber.bulan = ringkasan.bulan
where ringkasan.pnbp_rp is null or ringkasan.pnbp_rp <> sumber.pnbp_rp
