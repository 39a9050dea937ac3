{% test same_scale_as_before(model, columns, key, period, factor=100) %}
{#- Returns rows in which one of `columns` is more than `factor` times larger or smaller than in the row before of the
    same `key`, in the order of `period`: what a figure in another unit looks like, however small its key. Zero and
    NULL, now or before, are not judged. A slip shows twice, when it comes and when it goes. -#}
select *
from (
    select
        {{ key | join(', ') }},
        {{ period }}
        {%- for column in columns %},
        {{ column }},
        lag({{ column }}) over (partition by {{ key | join(', ') }} order by {{ period }}) as {{ column }}_sebelumnya
        {%- endfor %}
    from {{ model }}
) as berurut
where
    {% for column in columns -%}
    {% if not loop.first %}or {% endif -%}
    (
        {{ column }} <> 0 and {{ column }}_sebelumnya <> 0
        and (
            abs({{ column }}) > {{ factor }} * abs({{ column }}_sebelumnya)
            or abs({{ column }}_sebelumnya) > {{ factor }} * abs({{ column }})
        )
    )
    {% endfor %}
{% endtest %}
