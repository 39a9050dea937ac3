{#- Months whose national lifting of oil (barrels) or gas (MMBTU) is far from any month of Indonesia: a whole
    delivery, or a large contractor, in another unit; same_scale_as_before sees the small ones. Reporters that are
    missing lower the total, and are another check's business, so the floor is low. -#}
select
    periode,
    sum(lifting_bbl) as lifting_bbl,
    sum(lifting_mmbtu) as lifting_mmbtu
from ({{ rows_in_force(source('hulu', 'lifting_daerah_bulanan')) }}) as lifting
group by periode
having
    sum(lifting_bbl) not between 4000000 and 31000000
    or sum(lifting_mmbtu) not between 40000000 and 300000000
