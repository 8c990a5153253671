{% macro print_billing() %}
    {#- Prints what was billed last, by plan, if fct_billing_period_calls is enabled and built; see billing_by_plan. -#}
    {% if execute and api_call_volume.has_built_mart('fct_billing_period_calls') %}
        {% set widths = [28, 22, 11, 16, 13] %}
        {% set period = 'Billing periods ' ~ ('closed' if api_call_volume.closes() else 'ended') %}
        {{ print(api_call_volume.table_line([period, 'accounts', 'calls', 'of earlier ones', 'amount'], widths)) }}
        {% for row in api_call_volume.result_of(api_call_volume.billing_by_plan()).rows %}
            {{ print(api_call_volume.table_line(
                [
                    row[0],
                    row[1],
                    api_call_volume.thousands(row[2]),
                    api_call_volume.thousands(row[3]),
                    '' if row[4] is none else '{:,.2f}'.format(row[4]),
                ],
                widths
            )) }}
        {% else %}
            {{ print('  none') }}
        {% endfor %}
        {{ print('') }}
    {% endif %}
{% endmacro %}
