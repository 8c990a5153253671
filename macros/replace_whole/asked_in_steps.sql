{% macro asked_in_steps() %}
    {#-
        What in_steps makes of the model's SQL, where nothing_is_due has to ask for its rows: in an increment of a model
        that does not look up its due keys. None elsewhere: the rows are then read once, after the hooks.
    -#}
    {%- if api_call_volume.is_increment(locks=false) and api_call_volume.due_keys_comment() not in compiled_code -%}
        {{ return(api_call_volume.in_steps(compiled_code)) }}
    {%- endif -%}
    {{ return(none) }}
{% endmacro %}
