{% macro report_data(accounts, weeks) %}
    {#- What the page shows, as a dictionary of lists of rows. The columns of each list are those of its query. -#}
    {% set numbers_of_outcomes = ['number'] * 6 %}
    {% set data = {
        'timezone': api_call_volume.reporting_timezone(),
        'made_at': run_started_at.strftime('%Y-%m-%d %H:%M') ~ ' UTC',
        'shown_weeks': weeks,
        'weeks': api_call_volume.report_rows(
            api_call_volume.report_weeks_query(weeks), ['date', 'number', 'number'] + numbers_of_outcomes + ['number'] * 3
        ),
        'days': api_call_volume.report_rows(api_call_volume.report_days_query(weeks), ['date', 'number', 'number']),
        'all_accounts': api_call_volume.report_rows(
            api_call_volume.report_changes_query(), ['text', 'number', 'number', 'number']
        ),
        'accounts': api_call_volume.report_rows(
            api_call_volume.report_accounts_query(accounts),
            ['number', 'text', 'text', 'text', 'text', 'number', 'date', 'number', 'number']
        ),
        'account_weeks': api_call_volume.report_rows(
            api_call_volume.report_account_weeks_query(accounts, weeks), ['number'] * 3 + numbers_of_outcomes + ['number'] * 2
        ),
        'integrations': [],
        'ledger': [],
        'counted': [],
        'rejected': [],
        'rates': [],
        'month': [],
        'forecasts': [],
        'findings': none,
    } %}
    {% if api_call_volume.has_built_mart('fct_api_calls_weekly') %}
        {% do data.update({
            'integrations': api_call_volume.report_rows(
                api_call_volume.report_integrations_query(accounts), ['number', 'text', 'number', 'number', 'number']
            ),
        }) %}
    {% endif %}
    {% if api_call_volume.has_built_mart('fct_api_call_ledger') %}
        {% do data.update({
            'ledger': api_call_volume.report_rows(api_call_volume.ledger_by_source(), ['text'] + ['number'] * 7),
            'counted': api_call_volume.report_rows(api_call_volume.report_counted_query(), ['number', 'number']),
        }) %}
    {% endif %}
    {% if api_call_volume.has_built_mart('fct_rejected_api_calls') %}
        {% do data.update({
            'rejected': api_call_volume.report_rows(api_call_volume.report_rejected_query(), ['text', 'text', 'number', 'date']),
        }) %}
    {% endif %}
    {% if api_call_volume.has_built_mart('fct_month_forecast') %}
        {% do data.update({
            'month': api_call_volume.report_rows(api_call_volume.report_month_query(), ['date', 'date'] + ['number'] * 4),
            'forecasts': api_call_volume.report_rows(
                api_call_volume.report_forecasts_query(12), ['text', 'text', 'date', 'date'] + ['number'] * 5 + ['date']
            ),
        }) %}
    {% endif %}
    {% if api_call_volume.has_built_mart('fct_findings') %}
        {% do data.update({
            'findings': api_call_volume.report_rows(
                api_call_volume.report_findings_query(20), ['text', 'text', 'text', 'number', 'number', 'text', 'text', 'number']
            ),
        }) %}
    {% endif %}
    {% if api_call_volume.has_engagement_source() %}
        {% for name, declaration in api_call_volume.engagement_rates().items() if api_call_volume.has_built_mart(declaration.mart) %}
            {% do data.rates.append({
                'rate': name | replace('_', ' '),
                'weeks': api_call_volume.report_rows(
                    api_call_volume.report_rate_query(declaration.mart, weeks), ['date', 'number', 'number']
                ),
            }) %}
        {% endfor %}
    {% endif %}
    {{ return(data) }}
{% endmacro %}
