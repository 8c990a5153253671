{% macro volume_report(accounts=60, weeks=53) %}
    {#-
        Prints one HTML page about the marts that needs no other file and sends no request:
        `dbt --quiet run-operation volume_report > report.html`
        accounts   how many of the accounts with the most calls have a page of their own in it
        weeks      how many of the last weeks it shows
        Raises an error where the marts have not been built.
    -#}
    {% if execute %}
        {% if not api_call_volume.has_built_mart('fct_account_calls_weekly') %}
            {% do exceptions.raise_compiler_error('volume_report: `fct_account_calls_weekly` is not built, or disabled. Run `dbt build` first.') %}
        {% endif %}
        {{ print(api_call_volume.report_page(api_call_volume.report_data(accounts | int, weeks | int))) }}
    {% endif %}
{% endmacro %}
