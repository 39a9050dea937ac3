{{ config(materialized="incremental", incremental_strategy="append", post_hook="{{ review_forget(this, ref('rvw_terdampak')) }}") }}
{%- set parts, new_batches = review_parts(ref('rvw_terdampak')), ref('rvw_kiriman_baru') -%}
-- By the name as written: another spelling (sama_dengan) is joined later, so that a change of the
-- roster needs no recount. The first receipt decides on punctuality, whatever was corrected since.
with

hitungan as (

    {%- for part in parts if (part.meta.get('reporter') or {}).get('column') in part.types %}
    {%- set pelapor = part.meta['reporter']['column'] %}
    select
        {{ dbt.string_literal(part.dataset) }} as kumpulan_data,
        _periode as periode,
        cast({{ pelapor }} as {{ dbt.type_string() }}) as pelapor,
        count(*) as baris,
        cast(null as {{ review_moment() }}) as pertama_diterima,
        cast(null as {{ review_moment() }}) as terakhir_diterima
    from ({{ review_in_force(part) }}) as berlaku
    where {{ pelapor }} is not null
    group by _periode, {{ pelapor }}
    union all
    {%- if review_is_landed(part) %}
    select
        {{ dbt.string_literal(part.dataset) }} as kumpulan_data,
        _periode as periode,
        cast({{ pelapor }} as {{ dbt.type_string() }}) as pelapor,
        0 as baris,
        min(_received_at) as pertama_diterima,
        max(_received_at) as terakhir_diterima
    from ({{ review_arrivals(part, new_batches) }}) as kiriman
    where {{ pelapor }} is not null
    group by _periode, {{ pelapor }}
    union all
    {%- endif %}
    {%- endfor %}
    {%- if is_incremental() %}
    select
        sebelumnya.kumpulan_data,
        sebelumnya.periode,
        sebelumnya.pelapor,
        0 as baris,
        sebelumnya.pertama_diterima,
        sebelumnya.terakhir_diterima
    from {{ this }} as sebelumnya
    where {{ review_affected(parts | rejectattr('whole') | list, 'sebelumnya') }}
    union all
    {%- endif %}
    select
        '' as kumpulan_data,
        cast(null as date) as periode,
        '' as pelapor,
        0 as baris,
        cast(null as {{ review_moment() }}) as pertama_diterima,
        cast(null as {{ review_moment() }}) as terakhir_diterima
    where 1 = 0

),

pelapor_data as (

    select
        cast(kumpulan_data as {{ dbt.type_string() }}) as kumpulan_data,
        periode,
        cast(pelapor as {{ dbt.type_string() }}) as pelapor,
        cast(sum(baris) as {{ dbt.type_bigint() }}) as baris,
        min(pertama_diterima) as pertama_diterima,
        max(terakhir_diterima) as terakhir_diterima,
        {{ review_now() }} as dihitung_pada

    from hitungan
    group by kumpulan_data, periode, pelapor

)

select * from pelapor_data
