{{ config(tags=['mutakhir_review']) }}
{#- The day is that of Jakarta (UTC+7, no daylight saving). -#}
{%- set today = (run_started_at + modules.datetime.timedelta(hours=7)).date() -%}
-- The same as axis stability of the check list. A plan, which falls due before its period is over, may be there one
-- period before it begins.
with

rencana as (

    select distinct kumpulan_data
    from {{ ref('jadwal_pemutakhiran') }}
    where cast(jatuh_tempo at time zone 'UTC' as date) < akhir_periode

),

batas as (

    {%- for table in review_sources() %}
    select
        {{ dbt.string_literal(table.dataset) }} as kumpulan_data,
        cast('{{ review_not_after(table.meta['period'], today) }}' as date) as biasa,
        cast('{{ review_not_after(table.meta['period'], today, 1) }}' as date) as untuk_rencana
    union all
    {%- endfor %}
    select
        '' as kumpulan_data,
        cast(null as date) as biasa,
        cast(null as date) as untuk_rencana
    where 1 = 0

)

select
    periode_data.kumpulan_data,
    periode_data.periode,
    periode_data.baris
from {{ ref('rvw_periode') }} as periode_data
inner join batas on periode_data.kumpulan_data = batas.kumpulan_data
left join rencana on periode_data.kumpulan_data = rencana.kumpulan_data
where
    periode_data.baris > 0
    and periode_data.periode
    > case when rencana.kumpulan_data is null then batas.biasa else batas.untuk_rencana end
