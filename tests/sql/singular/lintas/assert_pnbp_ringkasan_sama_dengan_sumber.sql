-- The leaders' page shows the same revenue as the partner's rows in force, month by month. Read from
-- the delivery itself, under each month's own DBH quarter (quarter I begins in December), so that a
-- model that counts a month twice does not agree with itself.
with

sumber as (

    select
        bulan,
        sum(pnbp_rp) as pnbp_rp

    from ({{ newest_rows('fiskal', 'pnbp_dbh') }}) as berlaku
    where {{ dbt.date_trunc('quarter', dbt.dateadd('month', 1, 'bulan')) }} = periode
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
