{% macro future_tolerance_minutes() %}
    {#- How many minutes a time may lie in the future, since clocks differ, before it counts as implausible. A settings error for what is no whole number. -#}
    {% do api_call_volume.check_whole_number('future_tolerance_minutes') %}
    {% set minutes = var('future_tolerance_minutes', none) %}
    {{ return(60 if minutes is none else minutes) }}
{% endmacro %}
