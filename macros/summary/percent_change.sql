{% macro percent_change(value, previous) %}
    {#- How much a value changed, as `+3.2 %`; `new` where there was nothing before. -#}
    {% if not previous %}
        {{ return('new') }}
    {% endif %}
    {% set change = ((value | float) / (previous | float) - 1) * 100 %}
    {{ return(('+' if change >= 0 else '') ~ change | round(1) ~ ' %') }}
{% endmacro %}
