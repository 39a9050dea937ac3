-- Every partner that a source names stands in ref_mitra, so that lists per partner miss no one.
{%- set nama = [] -%}
{%- if execute -%}
    {%- for node in graph.sources.values() -%}
        {%- for mitra in node.config.meta.get('partners', []) if mitra not in nama -%}
            {%- do nama.append(mitra) -%}
        {%- endfor -%}
    {%- endfor -%}
{%- endif %}
with

mitra_sumber as (

    {% for mitra in nama | sort -%}
    select '{{ mitra }}' as nama
    {% if not loop.last %}union all
    {% endif %}
    {%- else -%}
    select nama from {{ ref('ref_mitra') }} where 1 = 0
    {%- endfor %}

)

select mitra_sumber.nama

from mitra_sumber
left join {{ ref('ref_mitra') }} as terdaftar
    on mitra_sumber.nama = terdaftar.nama
where terdaftar.nama is null
