{% macro account_summary(account_id, integrations) %}
    {#- Prints the last weeks of one account, and its busiest integrations in the last complete week. -#}
    {% set weeks = api_call_volume.result_of(api_call_volume.account_weeks(account_id, 10)).rows %}
    {% if not weeks %}
        {{ print('API call volume: no call of the account `' ~ account_id ~ '` has been counted.') }}
        {{ return('') }}
    {% endif %}
    {% set widths = [28, 11, 11, 14, 11] %}
    {{ print('') }}
    {{ print('API call volume of ' ~ weeks[0][6] ~ ' (' ~ account_id ~ '), dates in ' ~ api_call_volume.reporting_timezone()) }}
    {{ print('') }}
    {{ print(api_call_volume.table_line(['Weeks with calls, from', 'calls', 'change', 'not success', 'users'], widths)) }}
    {% for week in weeks %}
        {% set is_complete = week[5] | string | float == 1 %}
        {{ print(api_call_volume.table_line(
            [
                (week[0] | string)[:10] ~ ('' if is_complete else ' (not complete)'),
                api_call_volume.thousands(week[1]),
                api_call_volume.percent_change(week[1], week[2]) if is_complete else '-',
                api_call_volume.thousands(week[3]),
                api_call_volume.thousands(week[4]),
            ],
            widths
        )) }}
    {% endfor %}
    {{ print('') }}
    {% set complete = api_call_volume.result_of(api_call_volume.last_complete_weeks()).rows %}
    {% if complete %}
        {{ api_call_volume.print_busiest_integrations(complete[0][0], integrations, account_id) }}
    {% endif %}
{% endmacro %}
