{% macro unknown_load_date(as_sql=true) %}
    {#-
        The load date of raw rows without a load time, so that a load date can be a key: a day before any load. A SQL
        date, or with `as_sql` false the same day as a text.
    -#}
    {% set day = '1900-01-01' %}
    {{ return("cast('" ~ day ~ "' as " ~ api_call_volume.type_date() ~ ")" if as_sql else day) }}
{% endmacro %}
