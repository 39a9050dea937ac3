-- An outlet leaves the list only after it was reported closed.
select
    kode_penyalur,
    status_penyalur,
    terakhir_terlihat

from {{ ref('dim_penyalur') }}
where
    dalam_daftar_terbaru = 'tidak'
    and coalesce(status_penyalur, '') <> 'tutup'
