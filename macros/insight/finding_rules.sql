{% macro finding_rules() %}
    {#-
        The findings about an account (see fct_findings): finding -> the `condition` on a row of fct_account_health under
        which it holds, and the `calls_at_stake` of the week. With `rows`, the condition is on a row of that CTE of
        fct_findings. A finding that needs an input is one where the input is declared. A change that `is_named_once` has a
        row in the first of the weeks in which its condition holds, and in no other.
    -#}
    {%- set is_judged_by_day = api_call_volume.is_judged_by_day() -%}
    {%- set rules = {
        'fell': {
            'condition': 'api_calls > 0 and ('
                ~ is_judged_by_day ~ ' and own_change_ratio <= -0.2 and fall_strength >= ' ~ api_call_volume.finding_factor('change')
                ~ ' or not ' ~ is_judged_by_day ~ " and position_in_range = 'below' and api_calls < low_calls * "
                ~ api_call_volume.finding_factor('fall') ~ ')',
            'calls_at_stake': 'case when usual_calls > api_calls then usual_calls - api_calls else 0 end',
            'is_named_once': true,
        },
        'rose': {
            'condition': 'api_calls > 0 and (' ~ is_judged_by_day ~ ' and own_change_ratio >= 0.2 and rise_strength >= '
                ~ api_call_volume.finding_factor('change')
                ~ ' or not ' ~ is_judged_by_day ~ " and position_in_range = 'above' and api_calls - busiest_day_calls > high_calls * "
                ~ api_call_volume.finding_factor('rise') ~ ')',
            'calls_at_stake': 'case when api_calls > usual_calls then api_calls - usual_calls else 0 end',
            'is_named_once': true,
        },
        'went_quiet': {
            'condition': 'api_calls <= 0 and usual_calls >= ' ~ api_call_volume.health_minimum_calls()
                ~ " and position_in_range in ('below', 'too_new')",
            'calls_at_stake': 'usual_calls',
            'is_named_once': true,
        },
        'returned': {
            'condition': 'usual_calls = 0 and usual_gap_days < 21 and api_calls >= ' ~ api_call_volume.health_minimum_calls(),
            'calls_at_stake': 'api_calls',
        },
        'declining': {
            'condition': 'change_13w_ratio <= -0.5 and api_calls > 0',
            'calls_at_stake': 'earlier_calls - recent_calls',
        },
        'failing': {
            'condition': api_call_volume.fails_beyond('success_rate', 'low_success_rate')
                ~ ' and api_calls * (low_success_rate - success_rate) >= ' ~ api_call_volume.health_minimum_calls(),
            'calls_at_stake': 'api_calls * (low_success_rate - success_rate)',
        },
        'top_user_left': {
            'rows': 'top_users',
            'condition': '2 * calls_before > account_calls_before and calls_now = 0 and calls_before >= 4 * '
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
