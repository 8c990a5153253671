{% macro percent_change(value, previous) %}
    {#- The change of a value, as `+3.2 %`; `new` if there was nothing before, or less. -#}
    {% if previous is none or previous | string | float <= 0 %}
        {{ return('new') }}
    {% endif %}
    {% set change = (value | string | float / previous | string | float - 1) * 100 %}
    {{ return(('+' if change >= 0 else '') ~ change | round(1) ~ ' %') }}
{% endmacro %}
