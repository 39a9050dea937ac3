{#- Attributes whose change begins a new version. -#}
{%- set atribut = [
    'wilayah_kerja', 'operator', 'jenis_kontrak', 'tanggal_efektif', 'tanggal_berakhir', 'status', 'luas_km2'
] -%}
with -- noqa: disable=LT02

potret as (

    select * from {{ ref('stg_hulu__wilayah_kerja') }}

),

bulan_potret as (

    select distinct periode from potret

),

kalender as (

    select
        periode,
        lag(periode) over (order by periode) as potret_sebelumnya,
        lead(periode) over (order by periode) as potret_berikutnya

    from bulan_potret

),

berurut as (

    select
        potret.*,
        kalender.potret_sebelumnya,
        kalender.potret_berikutnya,
        lag(potret.periode) over (
            partition by potret.kode_wk order by potret.periode
        ) as terlihat_sebelumnya
        {%- for kolom in atribut %},
        lag(potret.{{ kolom }}) over (
            partition by potret.kode_wk order by potret.periode
        ) as {{ kolom }}_lama
        {%- endfor %}

    from potret
    inner join kalender on potret.periode = kalender.periode

),

bertanda as (

    -- A version also begins where the area was absent from the snapshot before.
    select
        berurut.*,
        case
            when terlihat_sebelumnya is null or terlihat_sebelumnya <> potret_sebelumnya then 1
            {%- for kolom in atribut %}
            when {{ kolom }} <> {{ kolom }}_lama then 1
            when {{ kolom }} is null and {{ kolom }}_lama is not null then 1
            when {{ kolom }} is not null and {{ kolom }}_lama is null then 1
            {%- endfor %}
            else 0
        end as versi_baru

    from berurut

),

berversi as (

    select
        bertanda.*,
        sum(versi_baru) over (
            partition by kode_wk order by periode rows between unbounded preceding and current row
        ) as versi

    from bertanda

),

riwayat as (

    -- The area left, or changed, in the first snapshot after the last one that shows this version.
    select
        kode_wk,
        cast(versi as integer) as versi,
        {{ atribut | join(',\n        ') }},
        min(periode) as berlaku_dari,
        case
            when count(potret_berikutnya) = count(*) then max(potret_berikutnya)
        end as berlaku_sampai

    from berversi
    group by kode_wk, versi, {{ atribut | join(', ') }}

)

select * from riwayat
