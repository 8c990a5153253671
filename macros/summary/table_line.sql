{% macro table_line(cells, widths) %}
    {#- The cells as one line of a table of the given widths: the texts before the first number to the left, the rest to the right. -#}
    {% set line = [] %}
    {% set texts = widths | select('greaterthan', 20) | list | length %}
    {% for cell in cells %}
        {% set text = cell | string %}
        {% set blanks = ' ' * [widths[loop.index0] - text | length, 1] | max %}
        {% do line.append(text ~ blanks if loop.index <= texts else blanks ~ text) %}
    {% endfor %}
    {{ return('  ' ~ line | join('')) }}
{% endmacro %}
