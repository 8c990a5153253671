{% macro closes() %}
    {#- Whether billing periods close: where billing_grace_days is set, or closings are declared. -#}
    {{ return(var('billing_grace_days', none) is not none or api_call_volume.closings_relation() is not none) }}
{% endmacro %}
