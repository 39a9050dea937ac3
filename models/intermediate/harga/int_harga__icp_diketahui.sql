-- What a reader could know: at the end of a month only the ICP decreed by then, mostly that of
-- the month before.
with

icp as (

    select * from {{ ref('stg_harga__icp_bulanan') }}
    where golongan = 'rata_rata'

),

bulan_icp as (

    select periode as bulan from icp
    union
    select cast({{ dbt.date_trunc('month', 'tgl_kepmen') }} as date) as bulan from icp

),

akhir_bulan as (

    select
        bulan,
        {{ dbt.last_day('bulan', 'month') }} as akhir

    from bulan_icp

),

diketahui as (

    select
        akhir_bulan.bulan,
        max(icp.periode) as bulan_icp

    from akhir_bulan
    left join icp
        on akhir_bulan.akhir >= icp.tgl_kepmen
    group by akhir_bulan.bulan

),

berharga as (

    select
        diketahui.bulan,
        bulan_ini.icp_usd_bbl,
        diketahui.bulan_icp as bulan_icp_diketahui,
        terbaru.icp_usd_bbl as icp_diketahui_usd_bbl,
        terbaru.no_kepmen as no_kepmen_diketahui

    from diketahui
    left join icp as bulan_ini
        on diketahui.bulan = bulan_ini.periode
    left join icp as terbaru
        on diketahui.bulan_icp = terbaru.periode

)

select * from berharga
