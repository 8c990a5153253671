{% macro report_rows(query, kinds) %}
    {#-
        The rows of a query as lists that JSON can hold. `kinds` has one entry for each column: `number`, `date` (its first ten
        characters, in case it comes with a time) or `text`, which stays a text whatever it looks like.
    -#}
    {% set rows = [] %}
    {% for row in api_call_volume.result_of(query).rows %}
        {% set cells = [] %}
        {% for kind in kinds %}
            {% set cell = row[loop.index0] %}
            {% if cell is none %}
                {% do cells.append(none) %}
            {% elif kind == 'number' %}
                {% set number = cell | string | float | round(6) %}
                {% do cells.append(number | int if number == number | int else number) %}
            {% elif kind == 'date' %}
                {% do cells.append((cell | string)[:10]) %}
            {% else %}
                {% do cells.append(cell | string) %}
            {% endif %}
        {% endfor %}
        {% do rows.append(cells) %}
    {% endfor %}
    {{ return(rows) }}
{% endmacro %}
