{% macro skip_unless_due(due) %}
    {#-
        Says in the model's SQL how many keys are due, from the list that the model found (none on a first build:
        all of them). Where it is empty, the materialization replace_whole leaves the table as it is. It is a
        comment, since the SQL is all that a materialization sees of how a model was compiled.
    -#}
    {%- if due is not none -%}
    {{ api_call_volume.due_keys_comment(due | length) }}
    {%- endif -%}
{% endmacro %}
