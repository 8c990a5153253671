{% macro print_failing_rows(results) %}
    {#-
        Runs after a run: for each data test of this package that failed or warned, logs how many rows it found and the
        first of them, `printed_failing_rows` (3; 0 for none). A promise's row says what happened and what to do, that
        of any other test is its columns. One query a failing test, and none where nothing failed.
    -#}
    {% set most = var('printed_failing_rows', 3) %}
    {% for result in (results if execute and most is number and most > 0 else []) if (result.status | string) in ['fail', 'warn'] %}
        {% set test = result.node %}
        {% if api_call_volume.is_test_of_this_package(test) %}
            {% set lines = [
                'api_call_volume: ' ~ test.name ~ (' failed: ' if (result.status | string) == 'fail' else ' warns: ')
                ~ result.failures ~ (' row' if result.failures == 1 else ' rows')
            ] %}
            {% set rows = api_call_volume.first_failing_rows(test, most) %}
            {% for row in rows %}
                {% do lines.append('  ' ~ (row.what_happened or row.columns)) %}
                {#- Said once where it is the same for the next row. -#}
                {% if row.what_to_do and (loop.last or rows[loop.index].what_to_do != row.what_to_do) %}
                    {% do lines.append('    What to do: ' ~ row.what_to_do) %}
                {% endif %}
            {% endfor %}
            {% if rows and result.failures > most %}
                {% do lines.append(
                    '  and ' ~ (result.failures - most) ~ ' more: dbt test --store-failures --select ' ~ test.name
                ) %}
            {% endif %}
            {% do log(lines | join('\n'), info=true) %}
        {% endif %}
    {% endfor %}
{% endmacro %}
