{% macro rate_card_columns() %}
    {#- The columns of the relation `rate_card` (see input_columns). Empty where no prices are declared. -#}
    {% set declared = api_call_volume.rate_card_relation() %}
    {{ return(api_call_volume.input_columns(
        'rate_card', declared, ['metric', 'up_to', 'unit_price'], ['flat_price', 'plan', 'tiers_mode', 'valid_from', 'valid_to']
    ) if declared else {}) }}
{% endmacro %}
