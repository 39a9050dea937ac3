{% test readable_values(model) %}
{#- Returns rows in which the loader could not read a cell as its declared type (kept as text in _tidak_terbaca). -#}
select _sumber_berkas, _baris, _tidak_terbaca
from {{ model }}
where _tidak_terbaca is not null
{% endtest %}
