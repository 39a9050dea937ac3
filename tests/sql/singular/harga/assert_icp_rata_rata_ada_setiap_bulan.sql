-- Every month with ICP of single crudes also has the average that the budget is measured by,
-- exactly once.
select
    periode,
    sum(case when golongan = 'rata_rata' then 1 else 0 end) as baris_rata_rata

from {{ ref('stg_harga__icp_bulanan') }}
group by periode
having sum(case when golongan = 'rata_rata' then 1 else 0 end) <> 1
