{{ config(materialized="incremental", incremental_strategy="append", post_hook="{{ review_forget_counts(this, ref('rvw_kiriman_baru')) }}") }}
-- Last of all: a build that broke off before has counted nothing, and the next one counts the same.
-- depends_on: {{ ref('rvw_periode') }} {{ ref('rvw_pelapor') }} {{ ref('rvw_total') }} {{ ref('rvw_nilai') }}
with

terhitung as (

    select
        kumpulan_data,
        batch_id,
        sidik_aturan,
        {{ review_now() }} as dihitung_pada

    from {{ ref('rvw_kiriman_baru') }}

)

select * from terhitung
