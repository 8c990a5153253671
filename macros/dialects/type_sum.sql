{% macro type_sum(whole=false) %}
    {#-
        The type of a sum of row values that summable_value bounds: no number of rows can overflow it. `whole`: without
        decimals, 29 digits, which is what every warehouse has.
    -#}
    {{ return('decimal(29, 0)' if whole else adapter.dispatch('type_sum', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__type_sum() %}
    {{ return('decimal(38, 6)') }}
{% endmacro %}

{#- 29 digits before the point; with a precision and scale of its own, a numeric has fewer. -#}
{% macro bigquery__type_sum() %}
    {{ return('numeric') }}
{% endmacro %}
