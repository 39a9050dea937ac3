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
    ('stok_akhir_bulan', 'tanggal', {
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

    select * from {{ ref('stg_hulu__stok_terminal_harian') }}

),

hari_terakhir as (

    select max(tanggal) as tanggal
    from stok
    group by {{ dbt.date_trunc('month', 'tanggal') }}

),

stok_akhir_bulan as (

    select stok.*
    from stok
    inner join hari_terakhir on stok.tanggal = hari_terakhir.tanggal

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
            produksi_alokasi_bbl - lifting_bbl as {{ dbt.type_numeric() }}
        ) as selisih_produksi_lifting_bbl

    from bulanan

)

select * from neraca
