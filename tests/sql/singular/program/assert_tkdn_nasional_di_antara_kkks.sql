-- A weighted mean lies between the smallest and the largest rate of its quarter (to the rounding
-- of two decimals).
select
    triwulan,
    min(tkdn_pct) as terkecil,
    max(tkdn_pct) as terbesar,
    max(tkdn_nasional_pct) as nasional

from {{ ref('fct_program_tkdn_triwulan') }}
group by triwulan
having
    max(tkdn_nasional_pct) < min(tkdn_pct) - 0.01
    or max(tkdn_nasional_pct) > max(tkdn_pct) + 0.01
