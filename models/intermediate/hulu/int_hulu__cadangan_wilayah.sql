{#- Reserves per region in barrels of oil equivalent: 1 MMSTB = 1 MMBOE, 1 BSCF = 1,000,000 MSCF. -#}
{%- set ukuran = [
    'p1_minyak_mmstb', 'p2_minyak_mmstb', 'p3_minyak_mmstb', 'p1_gas_bscf', 'p2_gas_bscf', 'p3_gas_bscf',
    'kumulatif_minyak_mmstb', 'kumulatif_gas_bscf'
] -%}
with -- noqa: disable=LT02

cadangan as (

    select * from {{ ref('stg_hulu__cadangan_status_1jan') }}

),

wilayah as (

    select
        tahun,
        wilayah,
        cast(count(distinct lapangan) as bigint) as jumlah_lapangan
        {%- for kolom in ukuran %},
        cast(sum(coalesce({{ kolom }}, 0)) as {{ dbt.type_numeric() }}) as {{ kolom }}
        {%- endfor %}

    from cadangan
    group by tahun, wilayah

),

setara as (

    -- BSCF to MMBOE needs the same factor as MSCF to BOE, since both sides carry six zeros more.
    select
        wilayah.*,
        cast(
            p1_minyak_mmstb + {{ mscf_ke_boe('p1_gas_bscf') }} as {{ dbt.type_numeric() }}
        ) as p1_mmboe

    from wilayah

),

tahun_berikut as (

    select
        setara.*,
        lead(tahun) over (partition by wilayah order by tahun) as tahun_berikutnya,
        cast(
            lead(p1_mmboe) over (partition by wilayah order by tahun) as {{ dbt.type_numeric() }}
        ) as p1_berikutnya_mmboe

    from setara

),

-- Production is the rise of a field's own cumulative; a field that left the list, or joined it late
-- with all it ever produced, would move a difference of sums. A field whose oil or gas is known in
-- one year only cannot be compared either.
per_lapangan as (

    select
        tahun_berikut.tahun,
        tahun_berikut.wilayah,
        coalesce(berikut.kumulatif_minyak_mmstb - awal.kumulatif_minyak_mmstb, 0)
        + coalesce(
            {{ mscf_ke_boe('(berikut.kumulatif_gas_bscf - awal.kumulatif_gas_bscf)') }}, 0
        ) as produksi_mmboe

    from tahun_berikut
    inner join cadangan as awal
        on tahun_berikut.tahun = awal.tahun and tahun_berikut.wilayah = awal.wilayah
    inner join cadangan as berikut
        on tahun_berikut.tahun_berikutnya = berikut.tahun and awal.lapangan = berikut.lapangan
    where
        coalesce(awal.kumulatif_minyak_mmstb, awal.kumulatif_gas_bscf) is not null
        {%- for kolom in ['kumulatif_minyak_mmstb', 'kumulatif_gas_bscf'] %}
        and (
            case when awal.{{ kolom }} is null then 0 else 1 end
            = case when berikut.{{ kolom }} is null then 0 else 1 end
        )
        {%- endfor %}

),

produksi as (

    select
        tahun,
        wilayah,
        cast(count(*) as bigint) as lapangan_dibandingkan,
        cast(sum(produksi_mmboe) as {{ dbt.type_numeric() }}) as produksi_mmboe

    from per_lapangan
    group by tahun, wilayah

),

berproduksi as (

    select
        tahun_berikut.*,
        coalesce(produksi.lapangan_dibandingkan, 0) as lapangan_dibandingkan,
        produksi.produksi_mmboe

    from tahun_berikut
    left join produksi
        on tahun_berikut.tahun = produksi.tahun and tahun_berikut.wilayah = produksi.wilayah

)

select * from berproduksi
