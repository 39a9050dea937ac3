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
        ) as p1_mmboe,
        cast(
            kumulatif_minyak_mmstb + {{ mscf_ke_boe('kumulatif_gas_bscf') }} as {{ dbt.type_numeric() }}
        ) as kumulatif_mmboe

    from wilayah

),

tahun_berikut as (

    select
        setara.*,
        lead(tahun) over (partition by wilayah order by tahun) as tahun_berikutnya,
        cast(
            lead(p1_mmboe) over (partition by wilayah order by tahun) as {{ dbt.type_numeric() }}
        ) as p1_berikutnya_mmboe,
        cast(
            lead(kumulatif_mmboe) over (partition by wilayah order by tahun) as {{ dbt.type_numeric() }}
        ) as kumulatif_berikutnya_mmboe

    from setara

)

select * from tahun_berikut
