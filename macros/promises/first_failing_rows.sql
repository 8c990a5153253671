{% macro first_failing_rows(test, most) %}
    {#-
        The first rows that a data test finds, as {what_happened, what_to_do, columns}: texts, the first two of promises
        alone. Its query is sent again. dbt 2 does not hand it to hooks: there a singular test, as all promises are, is
        rendered once more, and of a generic test there are no rows.
        Columns whose names say that they hold raw records, persons, credentials or secrets are left out: many read logs.
    -#}
    {% set query = test.compiled_code %}
    {% if not query and not test.test_metadata and not dbt_version.startswith('1.') %}
        {% set query = render(test.raw_code) %}
    {% endif %}
    {% set not_logged = '^raw_record$|^user_agent|(^|_)(user_id|email|ip|credential_id|key|token|secret|password|cookie)(_|$)' %}
    {% set rows = [] %}
    {% if query %}
        {%- set first_rows -%}
            select *
            from (
                {{ query }}
            ) as failing_rows
            {{ 'order by what_happened' if 'as what_happened' in query }}
            limit {{ most }}
        {%- endset -%}
        {% set found = run_query(first_rows) %}
        {% for values in found.rows %}
            {% set row = {'what_happened': none, 'what_to_do': none} %}
            {% set columns = [] %}
            {% for name in found.column_names %}
                {% set value = values[loop.index0] %}
                {% if (name | lower) in row %}
                    {% do row.update({name | lower: api_call_volume.one_line(value, 600)}) %}
                {% elif not modules.re.search(not_logged, name | lower) %}
                    {% do columns.append((name | lower) ~ ': ' ~ api_call_volume.one_line(value, 60)) %}
                {% endif %}
            {% endfor %}
            {% do row.update({'columns': api_call_volume.one_line(columns | join(', '), 600)}) %}
            {% do rows.append(row) %}
        {% endfor %}
    {% endif %}
    {{ return(rows) }}
{% endmacro %}
