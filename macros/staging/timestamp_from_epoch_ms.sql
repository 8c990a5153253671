{% macro timestamp_from_epoch_ms(expression) %}
    {#- Milliseconds since 1970 (a number) as a UTC timestamp; null before 1970 and from the year 10000 on. -#}
    case
        when {{ expression }} >= 0 and {{ expression }} < 253402300800000
            then {{ api_call_volume.add_microseconds("cast('1970-01-01' as " ~ dbt.type_timestamp() ~ ')', expression ~ ' * 1000') }}
    end
{% endmacro %}
