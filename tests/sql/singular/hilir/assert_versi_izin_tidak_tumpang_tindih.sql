-- No day falls into two versions of one licence.
select
    awal.no_izin,
    awal.versi_ke,
    lain.versi_ke as versi_lain

from {{ ref('dim_izin_usaha') }} as awal
inner join {{ ref('dim_izin_usaha') }} as lain
    on
        awal.no_izin = lain.no_izin
        and awal.versi_ke < lain.versi_ke
where awal.valid_to is null or awal.valid_to > lain.valid_from
