-- Whoever has reported once is expected in every later period of that data set, so a silent
-- reporter gets a row too.
with

penerimaan as (

    select * from {{ ref('stg_lintas__penerimaan') }}

),

periode as (

    select distinct
        kumpulan_data,
        periode,
        akhir_periode

    from penerimaan

),

pelapor as (

    select
        kumpulan_data,
        pelapor,
        min(periode) as periode_pertama

    from penerimaan
    group by kumpulan_data, pelapor

),

kewajiban as (

    select
        periode.kumpulan_data,
        periode.periode,
        periode.akhir_periode,
        pelapor.pelapor,
        penerimaan.pertama_diterima,
        penerimaan.terakhir_diterima,
        coalesce(penerimaan.jumlah_kiriman, 0) as jumlah_kiriman

    from periode
    inner join pelapor
        on
            periode.kumpulan_data = pelapor.kumpulan_data
            and periode.periode >= pelapor.periode_pertama
    left join penerimaan
        on
            periode.kumpulan_data = penerimaan.kumpulan_data
            and periode.periode = penerimaan.periode
            and pelapor.pelapor = penerimaan.pelapor

)

select * from kewajiban
