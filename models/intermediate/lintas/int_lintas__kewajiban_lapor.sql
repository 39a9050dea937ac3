-- Whoever has reported once is expected in every later period of that data set, so a silent
-- reporter gets a row too. Only rows in force say who reports and for which periods, and only
-- periods that had ended (on the calendar of Jakarta, UTC+7) when the newest delivery came: one
-- reporter's slip in a year must not accuse all the others.
with

berlaku as (

    select * from {{ ref('int_lintas__pelapor_berlaku') }}

),

penerimaan as (

    select * from {{ ref('stg_lintas__penerimaan') }}

),

terbaru as (

    select
        cast(
            {{ dbt.dateadd('hour', 7, "(max(terakhir_diterima) at time zone 'UTC')") }} as date
        ) as hari_terbaru

    from penerimaan

),

selesai as (

    select berlaku.*
    from berlaku
    inner join terbaru on berlaku.akhir_periode < terbaru.hari_terbaru

),

diterima as (

    select
        selesai.kumpulan_data,
        selesai.periode,
        selesai.akhir_periode,
        selesai.pelapor,
        penerimaan.pertama_diterima,
        penerimaan.terakhir_diterima,
        penerimaan.jumlah_kiriman

    from selesai
    inner join penerimaan
        on
            selesai.kumpulan_data = penerimaan.kumpulan_data
            and selesai.periode = penerimaan.periode
            and selesai.pelapor = penerimaan.pelapor

),

periode as (

    select distinct
        kumpulan_data,
        periode,
        akhir_periode

    from diterima

),

pelapor as (

    select
        kumpulan_data,
        pelapor,
        min(periode) as periode_pertama

    from diterima
    group by kumpulan_data, pelapor

),

kewajiban as (

    select
        periode.kumpulan_data,
        periode.periode,
        periode.akhir_periode,
        pelapor.pelapor,
        diterima.pertama_diterima,
        diterima.terakhir_diterima,
        coalesce(diterima.jumlah_kiriman, 0) as jumlah_kiriman

    from periode
    inner join pelapor
        on
            periode.kumpulan_data = pelapor.kumpulan_data
            and periode.periode >= pelapor.periode_pertama
    left join diterima
        on
            periode.kumpulan_data = diterima.kumpulan_data
            and periode.periode = diterima.periode
            and pelapor.pelapor = diterima.pelapor

)

select * from kewajiban
