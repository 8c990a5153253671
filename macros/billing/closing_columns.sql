{% macro closing_columns() %}
    {#- The columns of the relation `closings` (see input_columns). Empty where no closings are declared. -#}
    {% set declared = api_call_volume.closings_relation() %}
    {{ return(api_call_volume.input_columns(
        'closings', declared, ['period_start', 'closed_at'], ['account_id', 'reopened_at', 'billed_calls']
    ) if declared else {}) }}
{% endmacro %}
