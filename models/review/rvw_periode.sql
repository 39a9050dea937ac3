{{ config(materialized="incremental", incremental_strategy="append", post_hook="{{ review_forget(this, ref('rvw_terdampak')) }}") }}
{%- set parts, new_batches = review_parts(ref('rvw_terdampak')), ref('rvw_kiriman_baru') -%}
-- Rows in force are counted anew, receipts are added: landing is append-only, so the first receipt
-- of a period never changes, and a period that vanished stays with zero rows.
with

hitungan as (

    {%- for part in parts %}
    select
        {{ dbt.string_literal(part.dataset) }} as kumpulan_data,
        _periode as periode,
        count(*) as baris,
        cast(null as {{ review_moment() }}) as pertama_diterima,
        cast(null as {{ review_moment() }}) as terakhir_diterima,
        cast(null as {{ review_moment() }}) as pertama_dimuat,
        cast(null as {{ review_moment() }}) as terakhir_dimuat
    from ({{ review_in_force(part) }}) as berlaku
    group by _periode
    union all
    {%- if review_is_landed(part) %}
    select
        {{ dbt.string_literal(part.dataset) }} as kumpulan_data,
        _periode as periode,
        0 as baris,
        min(_received_at) as pertama_diterima,
        max(_received_at) as terakhir_diterima,
        min(_loaded_at) as pertama_dimuat,
        max(_loaded_at) as terakhir_dimuat
    from ({{ review_arrivals(part, new_batches) }}) as kiriman
    group by _periode
    union all
    {%- endif %}
    {%- endfor %}
    {%- if is_incremental() %}
    select
        sebelumnya.kumpulan_data,
        sebelumnya.periode,
        0 as baris,
        sebelumnya.pertama_diterima,
        sebelumnya.terakhir_diterima,
        sebelumnya.pertama_dimuat,
        sebelumnya.terakhir_dimuat
    from {{ this }} as sebelumnya
    where {{ review_affected(parts | rejectattr('whole') | list, 'sebelumnya') }}
    union all
    {%- endif %}
    select
        '' as kumpulan_data,
        cast(null as date) as periode,
        0 as baris,
        cast(null as {{ review_moment() }}) as pertama_diterima,
        cast(null as {{ review_moment() }}) as terakhir_diterima,
        cast(null as {{ review_moment() }}) as pertama_dimuat,
        cast(null as {{ review_moment() }}) as terakhir_dimuat
    where 1 = 0

),

periode_data as (

    select
        cast(kumpulan_data as {{ dbt.type_string() }}) as kumpulan_data,
        periode,
        cast(sum(baris) as {{ dbt.type_bigint() }}) as baris,
        min(pertama_diterima) as pertama_diterima,
        max(terakhir_diterima) as terakhir_diterima,
        min(pertama_dimuat) as pertama_dimuat,
        max(terakhir_dimuat) as terakhir_dimuat,
        {{ review_now() }} as dihitung_pada

    from hitungan
    group by kumpulan_data, periode

)

select * from periode_data
