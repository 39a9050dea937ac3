{#- Years whose proven reserves (P1) of oil (MMSTB) or gas (BSCF) are far from any evaluation of Indonesia: a whole
    delivery, or a large field, in another unit. A small field moves the sum too little; same_scale_as_before sees it. -#}
select
    tahun,
    sum(p1_minyak_mmstb) as p1_minyak_mmstb,
    sum(p1_gas_bscf) as p1_gas_bscf
from ({{ rows_in_force(source('hulu', 'cadangan_status_1jan')) }}) as cadangan
group by tahun
having
    sum(p1_minyak_mmstb) not between 1000 and 5000
    or sum(p1_gas_bscf) not between 15000 and 120000
