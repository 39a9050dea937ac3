{{ config(tags=['mutakhir_review']) }}
-- The same as axis stability of the check list; the day is that of Jakarta (UTC+7, no daylight saving).
{%- set hari_ini = (run_started_at + modules.datetime.timedelta(hours=7)).strftime('%Y-%m-%d') %}
select
    kumpulan_data,
    periode,
    baris
from {{ ref('rvw_periode') }}
where
    periode > cast('{{ hari_ini }}' as date)
    and baris > 0
