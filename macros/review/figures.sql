{#- Figures are appended with the moment of their run, then those that they replace are deleted. -#}

{% macro review_now() -%}
    {#- When this run began: what marks the figures that it wrote. -#}
    cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S.%f") }}+00:00' as {{ review_moment() }})
{%- endmacro %}


{% macro review_moment() -%}
    {{- return(adapter.dispatch('review_moment')()) -}}
{%- endmacro %}

{% macro default__review_moment() -%}
    {{- return('timestamp with time zone') -}}
{%- endmacro %}

{% macro sqlserver__review_moment() -%}
    {{- return('datetimeoffset') -}}
{%- endmacro %}


{% macro review_forget(relation, affected) -%}
    {#- After the new figures were written: remove those of before, in the same transaction. -#}
    {%- if is_incremental() -%}
    {%- set parts = review_parts(affected) -%}
    {%- if parts -%}
    delete from {{ relation }}
    where
        dihitung_pada <> {{ review_now() }}
        and ({{ review_affected(parts, relation.identifier) }})
    {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{% macro review_forget_counts(relation, new_batches) -%}
    {#- Of a table that was counted anew as a whole, only the lines of this run stay. -#}
    {%- if is_incremental() -%}
    delete from {{ relation }}
    where
        dihitung_pada <> {{ review_now() }}
        and kumpulan_data in (select kumpulan_data from {{ new_batches }} where cakupan = 'seluruh')
    {%- endif -%}
{%- endmacro %}
