{% macro skip_unless_due(due) %}
    {#-
        A comment in the model's SQL with the number of due keys, for the materialization replace_whole, which keeps
        the table as it is where the list `due` is empty. No comment on a first build, where the list is none. It is a
        comment because a materialization knows of a model's compilation only its SQL.
    -#}
    {%- if due is not none -%}
    {{ api_call_volume.due_keys_comment(due | length) }}
    {%- endif -%}
{% endmacro %}
