{%- set kumpulan = [
    ('hulu', 'produksi_bulanan_lapangan', 'periode', 'month', 'operator'),
    ('hulu', 'lifting_daerah_bulanan', 'periode', 'month', 'kkks'),
    ('hulu', 'pemanfaatan_gas', 'periode', 'month', 'kkks'),
    ('hulu', 'investasi_wpnb', 'triwulan', 'quarter', 'kkks'),
    ('hilir', 'kilang_bulanan', 'periode', 'month', 'kilang'),
    ('hilir', 'niaga_bbm_bulanan', 'periode', 'month', 'badan_usaha'),
    ('harga', 'jual_eceran_bbm', 'periode', 'month', 'badan_usaha'),
    ('program', 'tkdn_pengadaan', 'periode', 'quarter', 'kkks'),
] -%}
with -- noqa: disable=LT02

berlaku as (

    {% for area, tabel, periode, lama, pelapor in kumpulan -%}
    select distinct
        '{{ area }}.{{ tabel }}' as kumpulan_data,
        {{ periode }} as periode,
        {{ dbt.last_day(periode, lama) }} as akhir_periode,
        {{ pelapor }} as pelapor

    from {{ ref('stg_' ~ area ~ '__' ~ tabel) }}
    where {{ periode }} is not null and {{ pelapor }} is not null
    {% if not loop.last -%}
    union all
    {% endif -%}
    {%- endfor %}
)

select * from berlaku
