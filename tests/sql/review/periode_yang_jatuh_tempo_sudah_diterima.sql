{{ config(tags=['mutakhir_review']) }}
-- The same as axis period_coverage of the check list: fell due, and no row of it is in force.
select
    jadwal.kumpulan_data,
    jadwal.periode,
    jadwal.jatuh_tempo
from {{ ref('jadwal_pemutakhiran') }} as jadwal
left join {{ ref('rvw_periode') }} as periode_data
    on
        jadwal.kumpulan_data = periode_data.kumpulan_data
        and jadwal.awal_periode = periode_data.periode
where
    jadwal.jatuh_tempo < {{ review_now() }}
    and coalesce(periode_data.baris, 0) = 0
