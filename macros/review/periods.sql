{#- Periods as first days: of a row, of what may not come yet, and as ranges on a bare column. -#}

{% macro review_period(node, type=none) -%}
    {#- Expression: first day (date) of the period that a row of a source belongs to, null where that cannot be told.
        `type` is the type of the column in the warehouse, by default the declared one. -#}
    {%- set period = node.config.meta['period'] -%}
    {%- set column, grain = period['column'], period.get('grain', 'day') -%}
    {%- set type = (type or (node.columns.get(column) or {}).get('data_type') or 'date') | lower -%}
    {%- set form = (period.get('format') or '') | upper -%}
    {%- if form in review_formats() and 'date' not in type and 'time' not in type -%}
    {#- Tables that another loader fills may hold their period as text; our own lands it as a date. -#}
    {%- set day = review_written(column, form) -%}
    {{ day if grain in ('day', 'event') else 'cast(' ~ dbt.date_trunc(grain, day) ~ ' as date)' }}
    {%- elif 'int' in type or 'numeric' in type or 'decimal' in type -%}
    {#- The year as a number. -#}
    case
        when {{ column }} between 1000 and 9999
            then cast({{ dbt.concat(['cast(cast(' ~ column ~ ' as integer) as varchar(4))', "'-01-01'"]) }} as date)
    end
    {%- elif 'date' not in type and 'time' not in type -%}
    cast(null as date)
    {%- else -%}
        {%- if 'with time zone' in type or type in ('timestamptz', 'datetimeoffset') -%}
            {#- The day in Jakarta (UTC+7, no daylight saving), whatever the zone of the session. -#}
            {%- set column = dbt.dateadd('hour', 7, '(' ~ column ~ " at time zone 'UTC')") -%}
        {%- endif -%}
    case
        when {{ column }} between cast('0001-01-01' as date) and cast('9999-12-31' as date)
            then {% if grain in ('day', 'event') -%}
                cast({{ column }} as date)
            {%- else -%}
                cast({{ dbt.date_trunc(grain, column) }} as date)
            {%- endif %}
    end
    {%- endif -%}
{%- endmacro %}


{% macro review_not_after(period, today, ahead=0) -%}
    {#- The day (ISO) after which no period may start by `today`, a date: `ahead` periods may be there before they
        begin, and a fiscal period begins before its first day on the calendar. As Rules.newest_on of the check list. -#}
    {%- set grain, starts = period.get('grain', 'day'), period.get('year_starts', 1) | int -%}
    {%- set length = {'month': 1, 'quarter': 3, 'year': 12}.get(grain, 0) -%}
    {%- set months = length * ahead + (13 - starts if length > 1 and starts > 1 else 0) -%}
    {%- set number = today.year * 12 + today.month - 1 + months -%}
    {%- if months -%}
        {{- return(modules.datetime.date(number // 12, number % 12 + 1, 1).isoformat()) -}}
    {%- endif -%}
    {%- set days = 0 if length else ahead * (7 if grain == 'week' else 1) -%}
    {{- return((today + modules.datetime.timedelta(days=days)).isoformat()) -}}
{%- endmacro %}


{% macro review_in_periods(part) -%}
    {#- Condition on a row of the landing table: its period is one of `part.periods`. On a date it is a condition on
        the bare column, in ranges, so that an index on it is of use however large the table has grown. -#}
    {%- set period = part.meta['period'] -%}
    {%- set expression = review_period(part.node, part.types[period['column']]) -%}
    {%- if part.types[period['column']] != 'date' -%}
    {{ review_listed(expression, part.periods) }}
    {%- else -%}
    {%- set ranges = review_ranges(part.periods | reject('none') | list, period.get('grain', 'day')) -%}
    (
    {%- for first, last in ranges %}{{ period['column'] }} between cast('{{ first }}' as date) and cast('{{ last }}' as date)
        {{- ' or ' if not loop.last }}{% endfor -%}
    {%- if ranges and none in part.periods %} or {% endif -%}
    {%- if none in part.periods -%}
    {{ period['column'] }} is null or {{ period['column'] }} < cast('0001-01-01' as date)
        or {{ period['column'] }} > cast('9999-12-31' as date)
    {%- endif -%}
    )
    {%- endif -%}
{%- endmacro %}


{% macro review_ranges(days, grain) -%}
    {#- Periods (first days, ISO, in order) as ranges of days; periods that follow one another make one range. -#}
    {%- set date, step = modules.datetime.date, modules.datetime.timedelta(days=1) -%}
    {%- set months = {'month': 1, 'quarter': 3, 'year': 12}.get(grain, 0) -%}
    {%- set ranges = [] -%}
    {%- for day in days -%}
        {%- set first = date.fromisoformat(day) -%}
        {%- set number = first.year * 12 + first.month - 1 + months -%}
        {%- if months and number >= 120000 -%}
            {%- set last = date(9999, 12, 31) -%}
        {%- elif months -%}
            {%- set last = date(number // 12, number % 12 + 1, 1) - step -%}
        {%- else -%}
            {%- set last = first + modules.datetime.timedelta(days=6 if grain == 'week' and first.year < 9999 else 0) -%}
        {%- endif -%}
        {%- if ranges and ranges[-1][1].toordinal() + 1 == first.toordinal() -%}
            {%- do ranges.append((ranges.pop()[0], last)) -%}
        {%- else -%}
            {%- do ranges.append((first, last)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{- return(ranges) -}}
{%- endmacro %}
