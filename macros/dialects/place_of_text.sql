{% macro place_of_text(part, text) %}
    {#- Where in a text a part of it begins, from 1; 0 where it is not in it. -#}
    {{ return(adapter.dispatch('place_of_text', 'api_call_volume')(part, text)) }}
{% endmacro %}

{% macro default__place_of_text(part, text) %}
    {{ return('strpos(' ~ text ~ ', ' ~ part ~ ')') }}
{% endmacro %}

{% macro spark__place_of_text(part, text) %}
    {{ return('locate(' ~ part ~ ', ' ~ text ~ ')') }}
{% endmacro %}

{% macro snowflake__place_of_text(part, text) %}
    {{ return('charindex(' ~ part ~ ', ' ~ text ~ ')') }}
{% endmacro %}
