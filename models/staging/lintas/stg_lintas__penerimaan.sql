{#- When each reporter's rows first and last came. All deliveries count, not only those in force:
    a restatement must not make an early reporter look late, so this reads landing. #}

{% set kumpulan = [
    ('hulu', 'produksi_bulanan_lapangan', 'periode', 'month', 'operator'),
    ('hulu', 'lifting_daerah_bulanan', 'periode', 'month', 'kkks'),
    ('hulu', 'pemanfaatan_gas', 'periode', 'month', 'kkks'),
    ('hulu', 'investasi_wpnb', 'triwulan', 'quarter', 'kkks'),
    ('hilir', 'kilang_bulanan', 'periode', 'month', 'kilang'),
    ('hilir', 'niaga_bbm_bulanan', 'periode', 'month', 'badan_usaha'),
    ('harga', 'jual_eceran_bbm', 'periode', 'month', 'badan_usaha'),
    ('program', 'tkdn_pengadaan', 'periode', 'quarter', 'kkks'),
] %}

with -- noqa: disable=LT02

semua as (

    {% for area, tabel, periode, lama, pelapor in kumpulan %}
        select
            '{{ area }}.{{ tabel }}' as kumpulan_data,
            {{ periode }} as periode,
            {{ dbt.last_day(periode, lama) }} as akhir_periode,
            {{ pelapor }} as pelapor,
            _batch_id,
            _received_at
        from {{ source(area, tabel) }}
        where {{ periode }} is not null and {{ pelapor }} is not null
        {% if not loop.last %}union all{% endif %}
    {% endfor %}

),

penerimaan as (

    select
        kumpulan_data,
        periode,
        akhir_periode,
        pelapor,
        min(_received_at) as pertama_diterima,
        max(_received_at) as terakhir_diterima,
        cast(count(distinct _batch_id) as {{ dbt.type_int() }}) as jumlah_kiriman

    from semua
    group by kumpulan_data, periode, akhir_periode, pelapor

)

select * from penerimaan
