{% macro plausible_timestamp(timestamp) %}
    {#- A timestamp; null where it is infinite, before 1900 or after 9998. -#}
    case
        when {{ timestamp }} >= cast('1900-01-02' as {{ api_call_volume.type_utc_timestamp() }})
            and {{ timestamp }} < cast('9999-01-01' as {{ api_call_volume.type_utc_timestamp() }})
            then {{ timestamp }}
    end
{% endmacro %}
