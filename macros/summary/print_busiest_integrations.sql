{% macro print_busiest_integrations(date_week, integrations, account_id=none) %}
    {#- Prints the integrations with the most calls in a week, of all accounts or of one. -#}
    {% set widths = [28, 22, 11, 11, 14] %}
    {{ print(api_call_volume.table_line(['Busiest integrations', 'account', 'calls', 'change', 'not success'], widths)) }}
    {% for row in api_call_volume.result_of(api_call_volume.busiest_integrations(date_week, integrations, account_id)).rows %}
        {{ print(api_call_volume.table_line(
            [
                row[0],
                row[1],
                api_call_volume.thousands(row[2]),
                api_call_volume.percent_change(row[2], row[3]),
                api_call_volume.thousands(row[4]),
            ],
            widths
        )) }}
    {% endfor %}
    {{ print('') }}
{% endmacro %}
