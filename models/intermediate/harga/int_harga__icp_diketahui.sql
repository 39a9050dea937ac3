-- What a reader could know: at the end of a month only the ICP decreed by then, mostly that of
-- the month before. Each row holds until the next decree, however many months that takes.
with

icp as (

    select * from {{ ref('stg_harga__icp_bulanan') }}
    where golongan = 'rata_rata' and tgl_kepmen is not null

),

bulan_keputusan as (

    select
        cast({{ dbt.date_trunc('month', 'tgl_kepmen') }} as date) as mulai_bulan,
        max(periode) as bulan_icp

    from icp
    group by {{ dbt.date_trunc('month', 'tgl_kepmen') }}

),

-- A late decree on an older month makes no older ICP the newest one.
diketahui as (

    select
        mulai_bulan,
        lead(mulai_bulan) over (order by mulai_bulan) as sebelum_bulan,
        max(bulan_icp) over (
            order by mulai_bulan rows between unbounded preceding and current row
        ) as bulan_icp_diketahui

    from bulan_keputusan

),

berharga as (

    select
        diketahui.mulai_bulan,
        diketahui.sebelum_bulan,
        diketahui.bulan_icp_diketahui,
        icp.icp_usd_bbl as icp_diketahui_usd_bbl,
        icp.no_kepmen as no_kepmen_diketahui

    from diketahui
    inner join icp on diketahui.bulan_icp_diketahui = icp.periode

)

select * from berharga
