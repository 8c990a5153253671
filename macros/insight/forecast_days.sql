{% macro forecast_days() %}
    {#- After how many days of a closed month its forecasts are kept. -#}
    {{ return([5, 10, 20]) }}
{% endmacro %}
