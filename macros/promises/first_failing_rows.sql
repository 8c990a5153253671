{% macro first_failing_rows(test, most) %}
    {#-
        A list of the first rows that a data test finds, each as texts {what_happened, what_to_do, columns}; the first
        two are none where the test is no promise. The test's query runs again. dbt 2 does not pass it to hooks: there a
        singular test, such as every promise, is rendered again, and a generic test has no rows here.
        Leaves out columns whose names may stand for a secret: logs are widely read.
    -#}
    {% set query = test.compiled_code %}
    {% if not query and not test.test_metadata and not dbt_version.startswith('1.') %}
        {% set query = render(test.raw_code) %}
    {% endif %}
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
        {% set found = api_call_volume.result_of(first_rows) %}
        {% for values in found.rows %}
            {% set row = {'what_happened': none, 'what_to_do': none} %}
            {% set columns = [] %}
            {% for name in found.column_names %}
                {% set value = values[loop.index0] %}
                {% if (name | lower) in row %}
                    {% do row.update({name | lower: api_call_volume.one_line(value, 600)}) %}
                {% elif not api_call_volume.may_name_a_secret(name) %}
                    {% do columns.append((name | lower) ~ ': ' ~ api_call_volume.one_line(value, 60)) %}
                {% endif %}
            {% endfor %}
            {% do row.update({'columns': api_call_volume.one_line(columns | join(', '), 600)}) %}
            {% do rows.append(row) %}
        {% endfor %}
    {% endif %}
    {{ return(rows) }}
{% endmacro %}
