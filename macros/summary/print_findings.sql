{% macro print_findings(date_week) %}
    {#- Prints the findings of a week, if fct_findings is enabled and built; see findings_of_week. -#}
    {% if execute and api_call_volume.has_built_mart('fct_findings') %}
        {% set widths = [28, 22, 11, 11, 18] %}
        {{ print(api_call_volume.table_line(['Findings of the week', 'account', 'calls', 'weeks open', 'who acts'], widths)) }}
        {% for row in api_call_volume.result_of(api_call_volume.findings_of_week(date_week)).rows %}
            {{ print(api_call_volume.table_line(
                [row[0], row[1], api_call_volume.thousands(row[2]), row[3], row[4] or ''], widths
            )) }}
        {% else %}
            {{ print('  none') }}
        {% endfor %}
        {{ print('') }}
    {% endif %}
{% endmacro %}
