{% macro cleaned_text(source, column) %}
    {#- A text of a call event, null where it is empty. Texts of log records are trimmed; those of a tabular source are not. -#}
    {{ return('nullif(' ~ (column if source.format == 'columns' else 'trim(' ~ column ~ ')') ~ ", '')") }}
{% endmacro %}
