-- What the schedule and the roster say, beside what came. Obligations only: whether one is late is
-- judged at the moment asked for, which a view does not know.
with

jadwal as (

    select * from {{ ref('jadwal_pemutakhiran') }}

),

wajib as (

    select
        kumpulan_data,
        pelapor,
        mitra,
        coalesce(mulai, cast('0001-01-01' as date)) as mulai,
        coalesce(sampai, cast('9999-12-31' as date)) as sampai

    from {{ ref('pelapor_wajib') }}
    where sama_dengan is null

),

periode_data as (

    select * from {{ ref('rvw_periode') }}
    where baris > 0

),

pelapor_data as (

    select * from {{ ref('rvw_pelapor_resmi') }}
    where baris > 0

),

kewajiban as (

    select
        jadwal.kumpulan_data,
        jadwal.periode,
        jadwal.awal_periode,
        jadwal.akhir_periode,
        coalesce(wajib.pelapor, '') as pelapor,
        coalesce(wajib.mitra, '') as mitra,
        jadwal.peringatan_pada,
        jadwal.jatuh_tempo,
        case
            when wajib.pelapor is null then periode_data.pertama_diterima
            else pelapor_data.pertama_diterima
        end as pertama_diterima,
        case
            when wajib.pelapor is null then periode_data.terakhir_diterima
            else pelapor_data.terakhir_diterima
        end as terakhir_diterima,
        cast(
            coalesce(
                case when wajib.pelapor is null then periode_data.baris else pelapor_data.baris end, 0
            ) as {{ dbt.type_bigint() }}
        ) as baris

    from jadwal
    left join wajib
        on
            jadwal.kumpulan_data = wajib.kumpulan_data
            and jadwal.awal_periode between wajib.mulai and wajib.sampai
    left join periode_data
        on
            jadwal.kumpulan_data = periode_data.kumpulan_data
            and jadwal.awal_periode = periode_data.periode
    left join pelapor_data
        on
            jadwal.kumpulan_data = pelapor_data.kumpulan_data
            and jadwal.awal_periode = pelapor_data.periode
            and wajib.pelapor = pelapor_data.pelapor

)

select * from kewajiban
