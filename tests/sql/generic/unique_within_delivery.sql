{% test unique_within_delivery(model, columns) %}
{#- Returns each key (`columns`) that stands more than once in the delivery in force. -#}
select {{ columns | join(', ') }}, count(*) as baris
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
