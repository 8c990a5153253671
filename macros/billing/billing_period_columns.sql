{% macro billing_period_columns() %}
    {#-
        The columns of the relation `billing_periods` (see input_columns), which has either a billing day for each account
        or its periods. Empty where no billing periods are declared.
        Raises a settings error for a table that has both, or neither.
    -#}
    {% set declared = api_call_volume.billing_periods_relation() %}
    {% if not declared %}
        {{ return({}) }}
    {% endif %}
    {% set relation = api_call_volume.declared_relation(declared) %}
    {% set raw_columns = api_call_volume.raw_columns(relation) %}
    {% if 'period_start' not in raw_columns %}
        {{ return(api_call_volume.input_columns(
            'billing_periods', declared, ['account_id', 'billing_day'], ['plan', 'started_on', 'ended_on', 'time_zone', 'time_zone_from']
        )) }}
    {% endif %}
    {% if 'billing_day' in raw_columns %}
        {% do api_call_volume.settings_error(
            'billing_periods', relation ~ ' has both `billing_day` and `period_start`.',
            'a table with a billing day for each account, or one with the start and end of each period.'
        ) %}
    {% endif %}
    {{ return(api_call_volume.input_columns(
        'billing_periods', declared, ['account_id', 'period_start', 'period_end'], ['plan', 'time_zone', 'time_zone_from']
    )) }}
{% endmacro %}
