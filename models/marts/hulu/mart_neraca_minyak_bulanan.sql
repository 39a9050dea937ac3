{#- One branch per source, each with its own measures only; they meet by month, so a month that one partner has not
    sent yet still shows what the others sent. -#}
{%- set ukuran = [
    'produksi_alokasi_bbl', 'produksi_harian_bbl', 'kehilangan_bbl', 'lifting_bbl', 'pengapalan_bbl',
    'pengapalan_ekspor_bbl', 'stok_akhir_bbl', 'stok_dapat_diangkut_bbl'
] -%}
{%- set cabang = [
    ('alokasi', 'periode', {'produksi_alokasi_bbl': 'coalesce(minyak_bbl, 0) + coalesce(kondensat_bbl, 0)'}),
    ('harian', 'tanggal', {'produksi_harian_bbl': 'cairan_bopd', 'kehilangan_bbl': 'kehilangan_minyak_bopd'}),
    ('lifting', 'periode', {'lifting_bbl': 'lifting_bbl'}),
    ('pengapalan', 'tanggal_bl', {
        'pengapalan_bbl': 'volume_bersih_bbl',
        'pengapalan_ekspor_bbl': "case when tujuan = 'ekspor' then volume_bersih_bbl end"
    }),
    ('stok', 'periode', {
        'stok_akhir_bbl': 'stok_akhir_bbl', 'stok_dapat_diangkut_bbl': 'dapat_diangkut_bbl'
    })
] -%}
with -- noqa: disable=LT02

alokasi as (

    select * from {{ ref('stg_hulu__produksi_bulanan_lapangan') }}

),

harian as (

    select * from {{ ref('int_hulu__produksi_harian_setara_minyak') }}

),

lifting as (

    select * from {{ ref('stg_hulu__lifting_daerah_bulanan') }}

),

pengapalan as (

    select * from {{ ref('stg_hulu__pengapalan_minyak') }}

),

stok as (

    select * from {{ ref('int_hulu__stok_akhir_bulan') }}

),

pelapor_produksi as (

    select * from {{ ref('int_hulu__pelapor_produksi_bulanan') }}

),

pelapor_lifting as (

    select * from {{ ref('int_hulu__lifting_nasional_bulanan') }}

),

gabungan as (

    {% for relasi, tanggal, isi in cabang -%}
    select
        cast({{ dbt.date_trunc('month', tanggal) }} as date) as periode
        {%- for kolom in ukuran %},
        cast({{ isi.get(kolom, 'null') }} as {{ dbt.type_numeric() }}) as {{ kolom }}
        {%- endfor %}

    from {{ relasi }}
    {% if not loop.last -%}
    union all
    {% endif -%}
    {%- endfor %}
),

bulanan as (

    select
        periode
        {%- for kolom in ukuran %},
        cast(sum({{ kolom }}) as {{ dbt.type_numeric() }}) as {{ kolom }}
        {%- endfor %}

    from gabungan
    group by periode

),

neraca as (

    select
        bulanan.*,
        cast(
            bulanan.produksi_alokasi_bbl - bulanan.lifting_bbl as {{ dbt.type_numeric() }}
        ) as selisih_produksi_lifting_bbl,
        cast(pelapor_produksi.jumlah_operator as bigint) as jumlah_operator,
        cast(pelapor_produksi.jumlah_operator_biasa as bigint) as jumlah_operator_biasa,
        cast(pelapor_lifting.jumlah_kkks as bigint) as jumlah_kkks,
        cast(pelapor_lifting.jumlah_kkks_biasa as bigint) as jumlah_kkks_biasa

    from bulanan
    left join pelapor_produksi on bulanan.periode = pelapor_produksi.periode
    left join pelapor_lifting on bulanan.periode = pelapor_lifting.periode

)

select * from neraca
