{{ config(materialized="incremental", incremental_strategy="append", post_hook="{{ review_forget(this, ref('rvw_terdampak')) }}") }}
{%- set counted = [] -%}
{%- for part in review_parts(ref('rvw_terdampak')) -%}
{%- set measures = part.meta.get('measures', []) | select('in', part.types) | list -%}
{%- if measures %}{% do counted.append((part, measures, 'jumlah_' ~ loop.index)) %}{% endif -%}
{%- endfor -%}
-- Whole numbers are summed as decimals too, so that both engines give the same exact sum.
with

{% for part, measures, jumlah in counted %}
{{ jumlah }} as (

    select
        {% for measure in measures -%}
        sum(cast({{ measure }} as {{ dbt.type_numeric() }})) as ukuran_{{ loop.index }},
        {% endfor -%}
        _periode as periode

    from ({{ review_in_force(part) }}) as berlaku
    group by _periode

),

{% endfor %}
jumlah as (

    {%- for part, measures, jumlah in counted %}
    {%- for measure in measures %}
    select
        {{ dbt.string_literal(part.dataset) }} as kumpulan_data,
        periode,
        {{ dbt.string_literal(measure) }} as ukuran,
        cast(ukuran_{{ loop.index }} as numeric(38, 6)) as jumlah
    from {{ jumlah }}
    union all
    {%- endfor %}
    {%- endfor %}
    select
        '' as kumpulan_data,
        cast(null as date) as periode,
        '' as ukuran,
        cast(null as numeric(38, 6)) as jumlah
    where 1 = 0

),

total_data as (

    select
        cast(kumpulan_data as {{ dbt.type_string() }}) as kumpulan_data,
        periode,
        cast(ukuran as {{ dbt.type_string() }}) as ukuran,
        jumlah,
        {{ review_now() }} as dihitung_pada

    from jumlah

)

select * from total_data
