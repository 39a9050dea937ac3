{% test within_range(model, column_name, min=none, max=none) %}
{#- Returns rows whose value lies outside [min, max], in the unit of the column; NULL is not judged. -#}
select {{ column_name }}
from {{ model }}
where
    {% if min is not none %}{{ column_name }} < {{ min }}{% endif %}
    {% if min is not none and max is not none %}or{% endif %}
    {% if max is not none %}{{ column_name }} > {{ max }}{% endif %}
{% endtest %}
