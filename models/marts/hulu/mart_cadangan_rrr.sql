{#- National rows (wilayah 'Nasional') stand beside the regions: a ratio cannot be summed up in a dashboard. -#}
{%- set jumlah = [
    'jumlah_lapangan', 'p1_minyak_mmstb', 'p2_minyak_mmstb', 'p3_minyak_mmstb', 'p1_gas_bscf', 'p2_gas_bscf',
    'p3_gas_bscf', 'p1_mmboe', 'lapangan_dibandingkan', 'produksi_mmboe', 'p1_berikutnya_mmboe'
] -%}
with -- noqa: disable=LT02

per_wilayah as (

    select * from {{ ref('int_hulu__cadangan_wilayah') }}

),

semua_wilayah as (

    select count(distinct wilayah) as jumlah_wilayah from per_wilayah

),

dengan_nasional as (

    select
        tahun,
        wilayah,
        1 as jumlah_wilayah,
        tahun_berikutnya,
        case when produksi_mmboe is not null then 1 else 0 end as lengkap,
        {{ jumlah | join(',\n        ') }}

    from per_wilayah

    union all

    -- The ratio of the nation is known only where all regions stand in this evaluation and in the
    -- same next one.
    select
        per_wilayah.tahun,
        'Nasional' as wilayah,
        count(*) as jumlah_wilayah,
        max(per_wilayah.tahun_berikutnya) as tahun_berikutnya,
        case
            when
                count(per_wilayah.produksi_mmboe) = min(semua_wilayah.jumlah_wilayah)
                and min(per_wilayah.tahun_berikutnya) = max(per_wilayah.tahun_berikutnya)
                then 1
            else 0
        end as lengkap
        {%- for kolom in jumlah %},
        sum(per_wilayah.{{ kolom }}) as {{ kolom }}
        {%- endfor %}

    from per_wilayah
    cross join semua_wilayah
    group by per_wilayah.tahun

),

bergerak as (

    -- A year left out would spread two years' production over one ratio, so only the very next year counts.
    select
        tahun,
        wilayah,
        jumlah_wilayah,
        {{ jumlah[:9] | join(',\n        ') }},
        p1_berikutnya_mmboe,
        case
            when lengkap = 1 and {{ dbt.datediff('tahun', 'tahun_berikutnya', 'year') }} = 1
                then produksi_mmboe
        end as produksi_mmboe

    from dengan_nasional

),

rasio as (

    select
        tahun,
        cast(wilayah as varchar(255)) as wilayah,
        cast(jumlah_wilayah as bigint) as jumlah_wilayah,
        cast(jumlah_lapangan as bigint) as jumlah_lapangan
        {%- for kolom in jumlah[1:8] %},
        cast({{ kolom }} as {{ dbt.type_numeric() }}) as {{ kolom }}
        {%- endfor %},
        cast(lapangan_dibandingkan as bigint) as lapangan_dibandingkan,
        cast(produksi_mmboe as {{ dbt.type_numeric() }}) as produksi_mmboe,
        cast(
            case
                when produksi_mmboe is not null
                    then p1_berikutnya_mmboe - p1_mmboe + produksi_mmboe
            end as {{ dbt.type_numeric() }}
        ) as penambahan_p1_mmboe,
        cast(
            case
                when produksi_mmboe > 0
                    then round(
                        100.0 * (p1_berikutnya_mmboe - p1_mmboe + produksi_mmboe) / produksi_mmboe, 3
                    )
            end as {{ dbt.type_numeric() }}
        ) as rrr_pct

    from bergerak

)

select * from rasio
