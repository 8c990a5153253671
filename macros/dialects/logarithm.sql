{% macro logarithm(number, least) %}
    {#- The natural logarithm of a number that is at least `least`, a positive number; what else it is asked for is not used. -#}
    {{ return(adapter.dispatch('logarithm', 'api_call_volume')(number, least)) }}
{% endmacro %}

{% macro default__logarithm(number, least) %}
    {{ return('ln(' ~ number ~ ')') }}
{% endmacro %}

{#- All branches of a `case` are computed there, also for null, of which a zero is stored; infinity can't become a whole number. -#}
{% macro clickhouse__logarithm(number, least) %}
    {%- set is_less = 'ifNull(' ~ number ~ ', 0) < ' ~ least -%}
    {{ return('if(' ~ number ~ ' is null, null, ln(if(' ~ is_less ~ ', ' ~ least ~ ', ' ~ number ~ ')))') }}
{% endmacro %}
