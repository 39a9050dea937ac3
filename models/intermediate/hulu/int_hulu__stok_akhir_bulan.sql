with

stok as (

    select
        stg_stok.*,
        cast({{ dbt.date_trunc('month', 'tanggal') }} as date) as periode

    from {{ ref('stg_hulu__stok_terminal_harian') }} as stg_stok

),

-- Each terminal has a last day of its own: one that is silent on the nation's last day still holds
-- its oil.
hari_terakhir as (

    select
        periode,
        terminal,
        max(tanggal) as tanggal

    from stok
    group by periode, terminal

),

akhir_bulan as (

    select
        stok.periode,
        stok.terminal,
        stok.tanggal,
        stok.stok_akhir_bbl,
        stok.dapat_diangkut_bbl

    from stok
    inner join hari_terakhir
        on stok.terminal = hari_terakhir.terminal and stok.tanggal = hari_terakhir.tanggal

)

select * from akhir_bulan
