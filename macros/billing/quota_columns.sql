{% macro quota_columns() %}
    {#- The columns of the relation `quotas` (see input_columns). Empty where no quotas are declared. -#}
    {% set declared = api_call_volume.quotas_relation() %}
    {{ return(api_call_volume.input_columns(
        'quotas', declared, ['account_id', 'metric', 'amount', 'window'], ['valid_from', 'valid_to']
    ) if declared else {}) }}
{% endmacro %}
