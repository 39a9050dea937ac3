-- A closed window of a month holds at least 15 trading days, or days of prices are missing.
select
    bulan_harga,
    produk,
    hari_bursa

from {{ ref('fct_harga_mops_bulanan') }}
where status_jendela = 'lengkap' and hari_bursa < 15
