{% macro cleaned_text(source, column, is_id=false) %}
    {#-
        A text of a call event, null where it is empty; those of log records are trimmed (see trimmed_value). With `is_id`, what
        a log writes for "none" is null, too (see identifier); a tabular source may have an account 0.
    -#}
    {{ return(
        api_call_volume.identifier(column) if is_id and source.format != 'columns' else 'nullif(' ~ column ~ ", '')"
    ) }}
{% endmacro %}
