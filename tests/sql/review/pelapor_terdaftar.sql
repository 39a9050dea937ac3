{{ config(tags=['mutakhir_review']) }}
-- The same as axis reporters of the check list: seen in the data, and not in the roster for that period.
select
    kumpulan_data,
    pelapor,
    periode,
    baris
from {{ ref('rvw_pelapor_resmi') }}
where
    pendaftaran = 'tidak terdaftar'
    and periode is not null
    and baris > 0
