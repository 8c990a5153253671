{% macro volume_summary(integrations=8, account_id=none) %}
    {#-
        Prints a summary of the marts: how the raw rows of each source were accounted for, the calls of the last
        complete week compared with the week before, its busiest integrations, what was billed last, and its findings.
        `dbt run-operation volume_summary --args '{integrations: 20}'`
        With `account_id`, the last weeks of that account and its busiest integrations:
        `dbt run-operation volume_summary --args '{account_id: willow}'`
    -#}
    {% if execute and account_id is not none %}
        {{ api_call_volume.account_summary(account_id, integrations) }}
    {% elif execute %}
        {% set ledger = api_call_volume.result_of(api_call_volume.ledger_by_source()) %}
        {% if not ledger.rows %}
            {{ print('API call volume: no raw rows have been loaded yet.') }}
            {{ return('') }}
        {% endif %}

        {% set widths = [28, 11, 11, 11, 11, 11, 11, 11] %}
        {{ print('') }}
        {{ print('API call volume, dates in ' ~ api_call_volume.reporting_timezone()) }}
        {{ print('') }}
        {{ print(api_call_volume.table_line(
            ['Raw rows', 'received', 'counted', 'duplicate', 'rejected', 'excluded', 'too late', 'cancelled'], widths
        )) }}
        {% for row in ledger.rows %}
            {% set cells = [row[0]] %}
            {% for value in row.values()[1:] %}
                {% do cells.append(api_call_volume.thousands(value)) %}
            {% endfor %}
            {{ print(api_call_volume.table_line(cells, widths)) }}
        {% endfor %}
        {{ print('') }}

        {% set cardinality = api_call_volume.dimension_cardinality() %}
        {% if cardinality %}
            {% set widths_of_dimensions = [28, 11, 14, 22] %}
            {{ print(api_call_volume.table_line(['Dimension of route calls', 'values', 'rows', 'rows without it'], widths_of_dimensions)) }}
            {% for row in api_call_volume.result_of(cardinality).rows %}
                {{ print(api_call_volume.table_line(
                    [row[0], api_call_volume.thousands(row[1]), api_call_volume.thousands(row[2]), api_call_volume.thousands(row[3])],
                    widths_of_dimensions
                )) }}
            {% endfor %}
            {{ print('') }}
        {% endif %}

        {% set weeks = api_call_volume.result_of(api_call_volume.last_complete_weeks()).rows %}
        {% if not weeks %}
            {{ print('No week is complete yet: not every source has loaded past the end of one.') }}
            {{ print('') }}
        {% else %}
            {{ print(
                'Last complete week, from ' ~ weeks[0][0] ~ ': ' ~ api_call_volume.thousands(weeks[0][1]) ~ ' calls, '
                ~ (api_call_volume.percent_change(weeks[0][1], weeks[1][1]) ~ ' on the week before' if weeks | length > 1 else 'the first one')
            ) }}
            {{ print('') }}
            {{ api_call_volume.print_busiest_integrations(weeks[0][0], integrations) }}
            {{ api_call_volume.print_billing() }}
            {{ api_call_volume.print_findings(weeks[0][0]) }}
        {% endif %}
    {% endif %}
{% endmacro %}
