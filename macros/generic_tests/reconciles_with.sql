{% test reconciles_with(
    model, measure, to, to_measure=none, group_by=[], to_group_by=none, where=none, to_where=none,
    absolute_tolerance=0, relative_tolerance=0, complete_periods=none
) %}

{%- set test = 'reconciles_with' -%}
{%- do api_call_volume.check_expression(test, 'measure', measure) -%}
{%- do api_call_volume.check_relation(test, to) -%}
{%- set keys = api_call_volume.compared_keys(test, 'group_by', group_by, to_group_by) -%}
{%- set bounds = api_call_volume.complete_periods_bounds(
    test, complete_periods, ['column', 'to_column', 'where', 'to_where', 'days'], model, to,
    keys=keys, where=where, to_where=to_where
) -%}

{{ api_call_volume.differing_totals(
    model, to, keys, measure, to_measure or measure, bounds, where, to_where,
    api_call_volume.tolerance(test, 'absolute_tolerance', absolute_tolerance),
    api_call_volume.tolerance(test, 'relative_tolerance', relative_tolerance)
) }}

{% endtest %}
