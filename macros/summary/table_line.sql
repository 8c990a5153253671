{% macro table_line(cells, widths) %}
    {#- A line of a printed table: columns wider than 20 characters are texts, aligned left; the others are numbers, aligned right. -#}
    {% set line = [] %}
    {% set texts = widths | select('greaterthan', 20) | list | length %}
    {% for cell in cells %}
        {% set text = cell | string %}
        {% set blanks = ' ' * [widths[loop.index0] - text | length, 1] | max %}
        {% do line.append(text ~ blanks if loop.index <= texts else blanks ~ text) %}
    {% endfor %}
    {{ return('  ' ~ line | join('')) }}
{% endmacro %}
