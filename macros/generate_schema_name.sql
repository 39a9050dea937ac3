{% macro generate_schema_name(custom_schema_name, node) -%}
    {#- staging, intermediate, marts and ref are schemas of their own, without the target's name before them. -#}
    {{ custom_schema_name | trim if custom_schema_name else target.schema }}
{%- endmacro %}
