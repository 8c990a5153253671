{% macro bills() %}
    {#- Whether calls are added up by billing period: where billing periods or prices are declared. -#}
    {{ return((api_call_volume.billing_periods_relation() or api_call_volume.rate_card_relation()) is not none) }}
{% endmacro %}
