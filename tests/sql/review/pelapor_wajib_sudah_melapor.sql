{{ config(tags=['mutakhir_review']) }}
-- The same as axis reporters of the check list: who owes a period that fell due.
select
    kumpulan_data,
    periode,
    pelapor,
    mitra,
    jatuh_tempo
from {{ ref('rvw_kewajiban') }}
where
    pelapor <> ''
    and jatuh_tempo < {{ review_now() }}
    and baris = 0
