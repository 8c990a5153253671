{% macro bills() %}
    {#- Whether calls are added up by billing period: where billing periods, prices or the closing of periods are declared. -#}
    {{ return(
        api_call_volume.billing_periods_relation() is not none
        or api_call_volume.rate_card_relation() is not none
        or api_call_volume.closes()
    ) }}
{% endmacro %}
