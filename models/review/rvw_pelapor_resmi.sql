-- A line with sama_dengan is another spelling: its rows count for the official name, and it obliges
-- nobody. Where a data set has no roster at all, nobody can be unlisted.
with

pelapor as (

    select * from {{ ref('rvw_pelapor') }}

),

daftar as (

    select
        kumpulan_data,
        pelapor,
        sama_dengan,
        coalesce(mulai, cast('0001-01-01' as date)) as mulai,
        coalesce(sampai, cast('9999-12-31' as date)) as sampai

    from {{ ref('pelapor_wajib') }}

),

bernama_resmi as (

    select
        pelapor.kumpulan_data,
        pelapor.periode,
        coalesce(ejaan.sama_dengan, pelapor.pelapor) as pelapor,
        pelapor.baris,
        pelapor.pertama_diterima,
        pelapor.terakhir_diterima

    from pelapor
    left join daftar as ejaan
        on
            pelapor.kumpulan_data = ejaan.kumpulan_data
            and pelapor.pelapor = ejaan.pelapor
            and pelapor.periode between ejaan.mulai and ejaan.sampai
            and ejaan.sama_dengan is not null

),

per_pelapor as (

    select
        kumpulan_data,
        periode,
        pelapor,
        sum(baris) as baris,
        min(pertama_diterima) as pertama_diterima,
        max(terakhir_diterima) as terakhir_diterima

    from bernama_resmi
    group by kumpulan_data, periode, pelapor

),

berdaftar as (

    select distinct kumpulan_data
    from daftar
    where sama_dengan is null

),

resmi as (

    select
        per_pelapor.kumpulan_data,
        per_pelapor.periode,
        per_pelapor.pelapor,
        cast(per_pelapor.baris as {{ dbt.type_bigint() }}) as baris,
        per_pelapor.pertama_diterima,
        per_pelapor.terakhir_diterima,
        case
            when berdaftar.kumpulan_data is null then 'tanpa daftar'
            when exists (
                select 1
                from daftar
                where
                    daftar.kumpulan_data = per_pelapor.kumpulan_data
                    and daftar.pelapor = per_pelapor.pelapor
                    and per_pelapor.periode between daftar.mulai and daftar.sampai
                    and daftar.sama_dengan is null
            ) then 'terdaftar'
            else 'tidak terdaftar'
        end as pendaftaran

    from per_pelapor
    left join berdaftar on per_pelapor.kumpulan_data = berdaftar.kumpulan_data

)

select * from resmi
