{% macro unknown_load_date_text() %}
    {#- Stands for the load date of rows without one, so that a date can be a key: no row arrived on it. -#}
    {{ return('1900-01-01') }}
{% endmacro %}
