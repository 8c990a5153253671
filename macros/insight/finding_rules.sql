{% macro finding_rules() %}
    {#-
        The findings about an account (see fct_findings): finding -> the `condition` on a row of fct_account_health under
        which it holds, and the `calls_at_stake` of the week.
    -#}
    {{ return({
        'fell': {
            'condition': "position_in_range = 'below' and api_calls > 0 and api_calls < low_calls * " ~ api_call_volume.finding_factor('fall'),
            'calls_at_stake': 'usual_calls - api_calls',
        },
        'rose': {
            'condition': "position_in_range = 'above' and api_calls - busiest_day_calls > high_calls * " ~ api_call_volume.finding_factor('rise'),
            'calls_at_stake': 'api_calls - usual_calls',
        },
        'went_quiet': {
            'condition': 'api_calls = 0 and usual_calls >= ' ~ api_call_volume.health_minimum_calls()
                ~ " and position_in_range in ('below', 'too_new')",
            'calls_at_stake': 'usual_calls',
        },
        'declining': {
            'condition': 'change_13w_ratio <= -0.5 and api_calls > 0',
            'calls_at_stake': 'earlier_calls - recent_calls',
        },
    }) }}
{% endmacro %}
