{% test sums_to(model, column_name, parts, tolerance=0) %}
{#- Returns rows where `column_name` differs from the sum of `parts` by more than `tolerance` (same unit). -#}
select {{ column_name }}, {{ parts | join(', ') }}
from {{ model }}
where
    {{ column_name }} is not null
    and abs({{ column_name }} - (
        {%- for part in parts %}coalesce({{ part }}, 0){% if not loop.last %} + {% endif %}{% endfor -%}
    )) > {{ tolerance }}
{% endtest %}
