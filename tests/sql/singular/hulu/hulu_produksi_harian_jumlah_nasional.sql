{#- Days whose oil and condensate (barrels) or gas (MMSCF) add up to what Indonesia cannot have produced, as when a
    whole delivery or a large working area is in another unit; same_scale_as_before sees the small ones. -#}
select
    tanggal,
    sum(coalesce(minyak_bopd, 0) + coalesce(kondensat_bopd, 0)) as cairan_bopd,
    sum(gas_mmscfd) as gas_mmscfd
from ({{ rows_in_force(source('hulu', 'produksi_harian')) }}) as produksi
group by tanggal
having
    sum(coalesce(minyak_bopd, 0) + coalesce(kondensat_bopd, 0)) not between 300000 and 1000000
    or sum(gas_mmscfd) not between 3500 and 10000
