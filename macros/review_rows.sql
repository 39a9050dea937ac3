{#- Rows of one landing table for the review models: their period as a first day, and which of them are in force. -#}

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


{% macro review_formats() -%}
    {#- How a text may name a period, with what it must look like; parts of fixed width, so that they can be cut out. -#}
    {{- return({
        'YYYY-MM-DD': '[1-9][0-9][0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])',
        'YYYY-MM': '[1-9][0-9][0-9][0-9]-(0[1-9]|1[0-2])',
        'YYYYMM': '[1-9][0-9][0-9][0-9](0[1-9]|1[0-2])',
        'YYYY': '[1-9][0-9][0-9][0-9]'
    }) -}}
{%- endmacro %}


{% macro review_written(column, form) -%}
    {#- Expression: the (first) day that a text written as `form` names; null for any other text, 2026-02-31 too. -#}
    {%- set text = 'trim(cast(' ~ column ~ ' as varchar(255)))' -%}
    {%- set month = {'YYYY': "'01'", 'YYYYMM': 'substring(' ~ text ~ ', 5, 2)'}.get(form, 'substring(' ~ text ~ ', 6, 2)') -%}
    {%- set first = 'cast(' ~ dbt.concat(['substring(' ~ text ~ ', 1, 4)', "'-'", month, "'-01'"]) ~ ' as date)' -%}
    case
        when {{ text }} ~ '^{{ review_formats()[form] }}$' then
            {% if form == 'YYYY-MM-DD' -%}
            {#- The 31st of a month of 30 days would lie in the next. -#}
            {%- set day = dbt.dateadd('day', 'cast(substring(' ~ text ~ ', 9, 2) as integer) - 1', first) -%}
            case when cast(cast({{ day }} as date) as varchar(255)) = {{ text }} then cast({{ day }} as date) end
            {%- else -%}
            {{ first }}
            {%- endif %}
    end
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


{% macro review_in_force(part) -%}
    {#- Subquery body: the rows in force of one table, one per key, within the part's periods; `_periode` is theirs. -#}
    {%- set period = review_period(part.node, part.types[part.meta['period']['column']]) -%}
    select
        berlaku.*,
        {{ period }} as _periode
    from (
    {%- if review_is_landed(part) %}
        {{ one_per_key(part.meta, review_base(part)) }}
    {%- else %}
        select * from {{ part.relation }}
    {%- endif %}
    ) as berlaku
    {%- if not part.every %}
    where {{ review_in_periods(part) }}
    {%- endif -%}
{%- endmacro %}


{% macro review_base(part) -%}
    {#- The rows that decide which rows of the part's periods are in force: a relation, or a subquery in brackets.
        Ranks are taken among all rows that share what a delivery replaces, or a key, so these groups must be whole. -#}
    {%- set replaces, keys, period = replaced_by(part.meta), part.meta['keys'], part.meta['period']['column'] -%}
    {%- if replaces == 'all' -%}
    (select * from {{ part.relation }} where _received_at = (select max(_received_at) from {{ part.relation }}))
    {%- elif part.whole -%}
    {{ part.relation }}
    {%- else -%}
    {%- set rows = 'select * from ' ~ part.relation ~ ' where ' ~ review_in_periods(part) -%}
    {%- set rows = rows if period in keys else review_sharing(part.relation, keys, rows) -%}
    {%- set rows = rows if period in replaces or replaces == keys else review_sharing(part.relation, replaces, rows) -%}
    {%- if period in replaces and period not in keys -%}
        {%- set rows = review_sharing(part.relation, replaces, rows) -%}
    {%- endif -%}
    ({{ rows }})
    {%- endif -%}
{%- endmacro %}


{% macro review_sharing(relation, columns, rows) -%}
    {#- Subquery body: the rows of `relation` that have the same values in `columns` as one of `rows`, and all rows
        that lack one of them (no join finds those, and they are few). -#}
    select landing.*
    from {{ relation }} as landing
    inner join (select distinct {{ columns | join(', ') }} from ({{ rows }}) as pangkal) as kunci
        on {% for column in columns %}landing.{{ column }} = kunci.{{ column }}{{ ' and ' if not loop.last }}{% endfor %}
    union all
    select landing.*
    from {{ relation }} as landing
    where {% for column in columns %}landing.{{ column }} is null{{ ' or ' if not loop.last }}{% endfor %}
{%- endmacro %}


{% macro review_arrivals(part, new_batches) -%}
    {#- Subquery body: the rows that came, in force or not, whose receipt is not counted yet: those of the batches that
        `new_batches` lists, or all where the whole table is counted. -#}
    select
        landing.*,
        {{ review_period(part.node, part.types[part.meta['period']['column']]) }} as _periode
    from {{ part.relation }} as landing
    {%- if not part.whole %}
    where _batch_id in (
        select batch_id from {{ new_batches }} where kumpulan_data = {{ dbt.string_literal(part.dataset) }}
    )
    {%- endif -%}
{%- endmacro %}
