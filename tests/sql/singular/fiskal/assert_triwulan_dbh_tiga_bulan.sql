-- A delivered DBH quarter holds all three of its months.
select
    label_triwulan,
    count(distinct bulan) as jumlah_bulan

from {{ ref('stg_fiskal__pnbp_dbh') }}
group by label_triwulan
having count(distinct bulan) <> 3
