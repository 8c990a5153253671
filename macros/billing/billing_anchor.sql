{% macro billing_anchor(month, billing_day) %}
    {#-
        The day of a month, given by its first day, on which a billing period starts: the billing day, or the last day of a
        month that is shorter, as with Stripe's billing cycle anchor.
    -#}
    {%- set next_month = api_call_volume.next_period_start(month, 'month') -%}
    least(
        {{ api_call_volume.next_period_start(month, 'day', billing_day ~ ' - 1') }},
        {{ api_call_volume.next_period_start(next_month, 'day', -1) }}
    )
{%- endmacro %}
