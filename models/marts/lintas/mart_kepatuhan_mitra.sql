-- Days are counted on the calendar of Jakarta (UTC+7, no daylight saving), whatever the zone of
-- the session.
with

kewajiban as (

    select * from {{ ref('int_lintas__kewajiban_lapor') }}

),

catatan_ditjen as (

    select * from {{ ref('stg_hilir__kepatuhan_lapor') }}
    where jenis_izin = 'niaga'

),

bertanggal as (

    select
        kumpulan_data,
        periode,
        akhir_periode,
        pelapor,
        cast(
            {{ dbt.dateadd('hour', 7, "(pertama_diterima at time zone 'UTC')") }} as date
        ) as tgl_pertama_diterima,
        cast(
            {{ dbt.dateadd('hour', 7, "(terakhir_diterima at time zone 'UTC')") }} as date
        ) as tgl_terakhir_diterima,
        jumlah_kiriman

    from kewajiban

),

patuh as (

    select
        cast(bertanggal.kumpulan_data as varchar(255)) as kumpulan_data,
        bertanggal.periode,
        cast(bertanggal.pelapor as varchar(255)) as pelapor,
        bertanggal.tgl_pertama_diterima,
        bertanggal.tgl_terakhir_diterima,
        bertanggal.jumlah_kiriman,
        cast(
            {{ dbt.datediff('bertanggal.akhir_periode', 'bertanggal.tgl_pertama_diterima', 'day') }}
            as {{ dbt.type_int() }}
        ) as hari_setelah_periode,
        cast(
            case when bertanggal.jumlah_kiriman > 0 then 'diterima' else 'belum diterima' end
            as varchar(255)
        ) as status_lapor,
        catatan_ditjen.tgl_lapor as tgl_lapor_tercatat,
        cast(catatan_ditjen.status_lapor as varchar(255)) as status_tercatat

    from bertanggal
    left join catatan_ditjen
        on
            bertanggal.kumpulan_data = 'hilir.niaga_bbm_bulanan'
            and bertanggal.periode = catatan_ditjen.periode
            and bertanggal.pelapor = catatan_ditjen.badan_usaha

)

select * from patuh
