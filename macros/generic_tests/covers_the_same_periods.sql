{% test covers_the_same_periods(
    model, column, to, to_column=none, period='day', group_by=[], to_group_by=none, where=none, to_where=none,
    complete_periods=none, week_start_day=none
) %}

{%- set test = 'covers_the_same_periods' -%}
{%- do api_call_volume.check_expression(test, 'column', column) -%}
{%- do api_call_volume.check_relation(test, to) -%}
{%- do api_call_volume.check_period(test, period, week_start_day) -%}
{%- set period_key = {
    'name': 'period_start',
    'here': api_call_volume.tested_period(column, period, week_start_day),
    'there': api_call_volume.tested_period(to_column or column, period, week_start_day),
} -%}
{%- set keys = api_call_volume.compared_keys(test, 'group_by', group_by, to_group_by) -%}
{%- set bounds = api_call_volume.complete_periods_bounds(
    test, complete_periods, ['where', 'to_where', 'days'], model, to,
    column=period_key.here, to_column=period_key.there, where=where, to_where=to_where
) -%}

{{ api_call_volume.unshared_keys(model, to, [period_key] + keys, bounds, where, to_where) }}

{% endtest %}
