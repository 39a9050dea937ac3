with

produksi as (

    select * from {{ ref('stg_hulu__produksi_bulanan_lapangan') }}

),

bulanan as (

    select
        periode,
        count(distinct operator) as jumlah_operator

    from produksi
    group by periode

),

-- As with lifting: the most that reported in any of the twelve months before.
berbanding as (

    select
        periode,
        jumlah_operator,
        max(jumlah_operator) over (
            order by periode rows between 12 preceding and 1 preceding
        ) as jumlah_operator_biasa

    from bulanan

)

select * from berbanding
