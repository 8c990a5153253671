{% macro text_position(part, text) %}
    {#- The position at which `part` begins in a text, from 1; 0 where the text does not contain it. -#}
    {{ return(adapter.dispatch('text_position', 'api_call_volume')(part, text)) }}
{% endmacro %}

{% macro default__text_position(part, text) %}
    {{ return('strpos(' ~ text ~ ', ' ~ part ~ ')') }}
{% endmacro %}

{% macro spark__text_position(part, text) %}
    {{ return('locate(' ~ part ~ ', ' ~ text ~ ')') }}
{% endmacro %}

{% macro snowflake__text_position(part, text) %}
    {{ return('charindex(' ~ part ~ ', ' ~ text ~ ')') }}
{% endmacro %}

{% macro clickhouse__text_position(part, text) %}
    {{ return('positionUTF8(' ~ text ~ ', ' ~ part ~ ')') }}
{% endmacro %}
