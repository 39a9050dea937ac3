{#- Months whose allocated production adds up to what Indonesia cannot have produced: oil and condensate (barrels) or
    gas (MSCF), as when a whole delivery or a large field is in another unit; same_scale_as_before sees the small ones.
    The floor leaves room for operators that have not reported yet, which is another check's business. -#}
select
    periode,
    sum(coalesce(minyak_bbl, 0) + coalesce(kondensat_bbl, 0)) as cairan_bbl,
    sum(gas_mscf) as gas_mscf
from ({{ rows_in_force(source('hulu', 'produksi_bulanan_lapangan')) }}) as produksi
group by periode
having
    sum(coalesce(minyak_bbl, 0) + coalesce(kondensat_bbl, 0)) not between 4000000 and 31000000
    or sum(gas_mscf) not between 50000000 and 310000000
