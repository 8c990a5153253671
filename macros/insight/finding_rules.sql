{% macro finding_rules() %}
    {#-
        The findings about an account (see fct_findings): finding -> the `condition` on a row of fct_account_health under
        which it holds, and the `calls_at_stake` of the week. With `rows`, the condition is on a row of that CTE of
        fct_findings. A finding that needs an input is one where the input is declared.
    -#}
    {%- set rate = 'cast(success_rate as ' ~ api_call_volume.type_double() ~ ')' -%}
    {%- set low = 'cast(low_success_rate as ' ~ api_call_volume.type_double() ~ ')' -%}
    {%- set rules = {
        'fell': {
            'condition': "position_in_range = 'below' and api_calls > 0 and api_calls < low_calls * " ~ api_call_volume.finding_factor('fall'),
            'calls_at_stake': 'usual_calls - api_calls',
        },
        'rose': {
            'condition': "position_in_range = 'above' and api_calls - busiest_day_calls > high_calls * " ~ api_call_volume.finding_factor('rise'),
            'calls_at_stake': 'api_calls - usual_calls',
        },
        'went_quiet': {
            'condition': 'api_calls <= 0 and usual_calls >= ' ~ api_call_volume.health_minimum_calls()
                ~ " and position_in_range in ('below', 'too_new')",
            'calls_at_stake': 'usual_calls',
        },
        'declining': {
            'condition': 'change_13w_ratio <= -0.5 and api_calls > 0',
            'calls_at_stake': 'earlier_calls - recent_calls',
        },
        'failing': {
            'condition': '(1 - ' ~ rate ~ ') * ' ~ low ~ ' > '
                ~ api_call_volume.finding_factor('failing') ~ ' * ' ~ rate ~ ' * (1 - ' ~ low ~ ')'
                ~ ' and api_calls * (low_success_rate - success_rate) >= ' ~ api_call_volume.health_minimum_calls(),
            'calls_at_stake': 'api_calls * (low_success_rate - success_rate)',
        },
        'top_user_left': {
            'rows': 'top_users',
            'condition': '2 * calls_before > account_calls_before and calls_now = 0 and usual_calls >= '
                ~ api_call_volume.health_minimum_calls(),
            'calls_at_stake': 'calls_before / 4',
        },
    } -%}
    {%- if api_call_volume.quotas_relation() -%}
        {%- do rules.update({
            'over_quota_ahead': {
                'rows': 'month_ends',
                'condition': 'quota_exhausted_on > as_of_date',
                'calls_at_stake': 'forecast_calls - quota_calls',
            },
        }) -%}
    {%- endif -%}
    {{ return(rules) }}
{% endmacro %}
