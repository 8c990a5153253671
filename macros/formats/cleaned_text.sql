{% macro cleaned_text(source, column) %}
    {#-
        A text of a call event, null where it is empty. What a log line says is trimmed; the columns of a
        tabular source are taken as they are.
    -#}
    {{ return('nullif(' ~ (column if source.format == 'columns' else 'trim(' ~ column ~ ')') ~ ", '')") }}
{% endmacro %}
