{% macro billing_periods_relation() %}
    {#-
        Where the billing periods of accounts come from, as {source: …} or {ref: …}: the var billing_periods. Without
        it, the seed of the sample if the sample is built, else none.
    -#}
    {{ return(api_call_volume.declared_input(
        'billing_periods', var('billing_periods', none), 'billing periods', of_sample='sample_billing_periods'
    )) }}
{% endmacro %}
