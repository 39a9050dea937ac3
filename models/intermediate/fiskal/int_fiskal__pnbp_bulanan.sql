-- A month that stands under two DBH quarters counts once. The row under the month's own quarter
-- wins (a DBH quarter runs one month ahead of the calendar quarter of the same number, quarter I =
-- December to February, so a month shifted by one lies in the calendar quarter that bears its
-- number), else the newest.
with

pnbp as (

    select * from {{ ref('stg_fiskal__pnbp_dbh') }}

),

berlabel as (

    select
        pnbp.*,
        cast(
            {{ dbt.date_trunc('quarter', dbt.dateadd('month', 1, 'bulan')) }} as date
        ) as triwulan_semestinya

    from pnbp

),

terurut as (

    select
        berlabel.*,
        row_number() over (
            partition by bulan, kode_daerah, jenis
            order by
                case when label_triwulan = triwulan_semestinya then 0 else 1 end,
                diterima_pada desc,
                label_triwulan desc
        ) as urutan

    from berlabel

),

sekali as (

    select
        triwulan_semestinya as label_triwulan,
        bulan,
        kode_daerah,
        jenis,
        pnbp_rp,
        dbh_rp,
        kurs_rp_usd,
        status_data

    from terurut
    where urutan = 1

)

select * from sekali
