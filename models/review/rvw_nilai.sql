{{ config(
    materialized="incremental",
    incremental_strategy="append",
    post_hook="{{ review_forget(this, ref('rvw_terdampak')) }}"
) }}
{%- set counted = [] -%}
{%- for part in review_parts(ref('rvw_terdampak')) -%}
{%- set dimensions = part.meta.get('dimensions', []) | select('in', part.types) | list -%}
{%- if dimensions %}{% do counted.append((part, dimensions, 'isi_' ~ loop.index)) %}{% endif -%}
{%- endfor -%}
-- Which values of a declared dimension stand in which periods; rows without value or period have none.
with

{% for part, dimensions, isi in counted %}
{{ isi }} as (

    select
        _periode as periode,
        {{ dimensions | join(', ') }},
        count(*) as baris

    from ({{ review_in_force(part) }}) as berlaku
    group by _periode, {{ dimensions | join(', ') }}

),

{% endfor %}
nilai as (

    {%- for part, dimensions, isi in counted %}
    {%- for dimension in dimensions %}
    select
        {{ dbt.string_literal(part.dataset) }} as kumpulan_data,
        {{ dbt.string_literal(dimension) }} as dimensi,
        cast({{ dimension }} as {{ dbt.type_string() }}) as nilai,
        periode,
        sum(baris) as baris
    from {{ isi }}
    where {{ dimension }} is not null and periode is not null
    group by {{ dimension }}, periode
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
