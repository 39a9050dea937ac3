{#- Periods that another loader landed as text, in one of four fixed formats. -#}

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
        when {{ review_matches(text, review_formats()[form]) }} then
            {% if form == 'YYYY-MM-DD' -%}
            {#- The 31st of a month of 30 days would lie in the next. -#}
            {%- set day = dbt.dateadd('day', 'cast(substring(' ~ text ~ ', 9, 2) as integer) - 1', first) -%}
            case when cast(cast({{ day }} as date) as varchar(255)) = {{ text }} then cast({{ day }} as date) end
            {%- else -%}
            {{ first }}
            {%- endif %}
    end
{%- endmacro %}


{% macro review_matches(text, pattern) -%}
    {#- Condition: all of a text looks like `pattern`. Regular expressions are written otherwise on each engine, so they
        stand here only: an adapter that lacks `~` gets its own <adapter>__review_matches. -#}
    {{- return(adapter.dispatch('review_matches')(text, pattern)) -}}
{%- endmacro %}

{% macro default__review_matches(text, pattern) -%}
    {{ text }} ~ '^{{ pattern }}$'
{%- endmacro %}
