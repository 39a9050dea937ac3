{{ config(tags=['mutakhir_review']) }}
-- The same as axis stability of the check list: rows whose period is empty, or no date of any calendar.
select
    kumpulan_data,
    baris
from {{ ref('rvw_periode') }}
where
    periode is null
    and baris > 0
