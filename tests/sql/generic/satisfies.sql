{% test satisfies(model, expression) %}
{#- Returns rows that contradict `expression` (a SQL condition over one row); an unknown result is not judged. -#}
select *
from {{ model }}
where not ({{ expression }})
{% endtest %}
