{% macro cleaned_text(source, column, is_id=false) %}
    {#-
        A text of a call event, null where it is empty. Texts of log records are trimmed; those of a tabular source are
        not. With `is_id`, what a log writes for "none" is null, too (see identifier); a tabular source may have an account 0.
    -#}
    {%- if source.format == 'columns' -%}
        {{ return('nullif(' ~ column ~ ", '')") }}
    {%- endif -%}
    {{ return(api_call_volume.identifier('trim(' ~ column ~ ')') if is_id else 'nullif(trim(' ~ column ~ "), '')") }}
{% endmacro %}
