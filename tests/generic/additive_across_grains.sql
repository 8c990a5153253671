{% test additive_across_grains(
    model, measure, to, column, to_column, period, to_measure=none, kind='additive', group_by=[], to_group_by=none,
    where=none, to_where=none, absolute_tolerance=0, relative_tolerance=0, complete_periods=none, week_start_day=none
) %}

{%- set test = 'additive_across_grains' -%}
{%- do api_call_volume.check_expression(test, 'measure', measure) -%}
{%- do api_call_volume.check_relation(test, to) -%}
{%- do api_call_volume.check_expression(test, 'column', column) -%}
{%- do api_call_volume.check_expression(test, 'to_column', to_column) -%}
{%- do api_call_volume.check_period(test, period, week_start_day) -%}
{%- do api_call_volume.check_choice(test, 'kind', kind, ['additive', 'distinct']) -%}
{%- if kind == 'distinct' and api_call_volume.aggregated(measure) == measure -%}
    {%- do api_call_volume.argument_error(
        test, 'measure', '`' ~ measure ~ '` is an aggregate, but the test needs the largest value of the rows.',
        'the column that holds the distinct count of a row.'
    ) -%}
{%- endif -%}
{%- set period_key = {
    'name': 'period_start',
    'here': api_call_volume.tested_period(column, period, week_start_day),
    'there': 'cast(' ~ to_column ~ ' as ' ~ api_call_volume.type_date() ~ ')',
} -%}
{%- set keys = api_call_volume.compared_keys(test, 'group_by', group_by, to_group_by) -%}
{%- set bounds = api_call_volume.complete_periods_bounds(
    test, complete_periods, ['to_where', 'days'], model, to,
    column=period_key.here, to_column=period_key.there, where=where, to_where=to_where
) -%}

{{ api_call_volume.differing_totals(
    model, to, [period_key] + keys, measure, to_measure or measure, bounds, where, to_where,
    api_call_volume.tolerance(test, 'absolute_tolerance', absolute_tolerance),
    api_call_volume.tolerance(test, 'relative_tolerance', relative_tolerance),
    is_distinct=(kind == 'distinct')
) }}

{% endtest %}
