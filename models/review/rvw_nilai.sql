{{ config(materialized="incremental", incremental_strategy="append", post_hook="{{ review_forget(this, ref('rvw_terdampak')) }}") }}
-- Which values of a declared dimension stand in which periods; rows without value or period have none.
with

nilai as (

    {%- for part in review_parts(ref('rvw_terdampak')) %}
    {%- for dimension in part.meta.get('dimensions', []) if dimension in part.types %}
    select
        {{ dbt.string_literal(part.dataset) }} as kumpulan_data,
        {{ dbt.string_literal(dimension) }} as dimensi,
        cast({{ dimension }} as {{ dbt.type_string() }}) as nilai,
        _periode as periode,
        count(*) as baris
    from ({{ review_in_force(part) }}) as berlaku
    where {{ dimension }} is not null and _periode is not null
    group by {{ dimension }}, _periode
    union all
    {%- endfor %}
    {%- endfor %}
    select
        '' as kumpulan_data,
        '' as dimensi,
        '' as nilai,
        cast(null as date) as periode,
        0 as baris
    where 1 = 0

),

nilai_data as (

    select
        cast(kumpulan_data as {{ dbt.type_string() }}) as kumpulan_data,
        cast(dimensi as {{ dbt.type_string() }}) as dimensi,
        cast(nilai as {{ dbt.type_string() }}) as nilai,
        periode,
        cast(baris as {{ dbt.type_bigint() }}) as baris,
        {{ review_now() }} as dihitung_pada

    from nilai

)

select * from nilai_data
