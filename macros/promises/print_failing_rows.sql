{% macro print_failing_rows(results) %}
    {#-
        The on-run-end hook: for each data test of this package that failed or warned, logs how many rows it found and
        the first `printed_failing_rows` of them (3; 0 for none). For a promise, a row is what happened and what to do;
        for any other test, its columns. Sends one query per failing test.
    -#}
    {% set most = var('printed_failing_rows', 3) %}
    {% for result in (results if execute and most is number and most > 0 else []) if (result.status | string) in ['fail', 'warn'] %}
        {% set test = result.node %}
        {#- The package's own tests, and its generic tests in a user's project. -#}
        {% set is_ours = test.package_name == 'api_call_volume' or (test.test_metadata or {}).namespace == 'api_call_volume' %}
        {% if is_ours and (test.resource_type | string) == 'test' %}
            {% set lines = [
                'api_call_volume: ' ~ test.name ~ (' failed: ' if (result.status | string) == 'fail' else ' warns: ')
                ~ result.failures ~ (' row' if result.failures == 1 else ' rows')
            ] %}
            {% set rows = api_call_volume.first_failing_rows(test, most) %}
            {% for row in rows %}
                {% do lines.append('  ' ~ (row.what_happened or row.columns)) %}
                {#- Printed once for consecutive rows that share it. -#}
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
