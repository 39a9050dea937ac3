-- Days are counted on the calendar of Jakarta (UTC+7, no daylight saving), whatever the zone of
-- the session. What is not due when the newest delivery came, and did not come, is nobody's fault.
with

kewajiban as (

    select * from {{ ref('rvw_kewajiban') }}
    where pelapor <> ''

),

terbaru as (

    select max(terakhir_diterima) as terbaru_diterima from kewajiban

),

catatan_ditjen as (

    select * from {{ ref('stg_hilir__kepatuhan_lapor') }}
    where jenis_izin = 'niaga'

),

bertanggal as (

    select
        kewajiban.kumpulan_data,
        kewajiban.awal_periode,
        kewajiban.pelapor,
        kewajiban.mitra,
        kewajiban.pertama_diterima,
        kewajiban.jatuh_tempo,
        cast({{ dbt.dateadd('hour', 7, "(kewajiban.jatuh_tempo at time zone 'UTC')") }} as date) as tgl_jatuh_tempo,
        cast(
            {{ dbt.dateadd('hour', 7, "(kewajiban.pertama_diterima at time zone 'UTC')") }} as date
        ) as tgl_pertama_diterima,
        cast(
            {{ dbt.dateadd('hour', 7, "(kewajiban.terakhir_diterima at time zone 'UTC')") }} as date
        ) as tgl_terakhir_diterima

    from kewajiban
    cross join terbaru
    where
        kewajiban.pertama_diterima is not null
        or kewajiban.jatuh_tempo <= terbaru.terbaru_diterima

),

patuh as (

    select
        cast(bertanggal.kumpulan_data as varchar(255)) as kumpulan_data,
        bertanggal.awal_periode as periode,
        cast(bertanggal.pelapor as varchar(255)) as pelapor,
        cast(bertanggal.mitra as varchar(255)) as mitra,
        bertanggal.tgl_jatuh_tempo,
        bertanggal.tgl_pertama_diterima,
        bertanggal.tgl_terakhir_diterima,
        cast(
            case
                when bertanggal.pertama_diterima is null then null
                when bertanggal.pertama_diterima <= bertanggal.jatuh_tempo then 0
                else {{ dbt.datediff('bertanggal.tgl_jatuh_tempo', 'bertanggal.tgl_pertama_diterima', 'day') }}
            end as {{ dbt.type_int() }}
        ) as hari_terlambat,
        cast(
            case
                when bertanggal.pertama_diterima is null then 'belum diterima'
                when bertanggal.pertama_diterima <= bertanggal.jatuh_tempo then 'tepat waktu'
                else 'terlambat'
            end as varchar(255)
        ) as status_lapor,
        catatan_ditjen.tgl_lapor as tgl_lapor_tercatat,
        cast(catatan_ditjen.status_lapor as varchar(255)) as status_tercatat

    from bertanggal
    left join catatan_ditjen
        on
            bertanggal.kumpulan_data = 'hilir.niaga_bbm_bulanan'
            and bertanggal.awal_periode = catatan_ditjen.periode
            and bertanggal.pelapor = catatan_ditjen.badan_usaha

)

select * from patuh
