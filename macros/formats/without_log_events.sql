{% macro without_log_events(text) %}
    {#-
        SQL: of an object that a subscription of CloudWatch Logs delivers, the array in `logEvents`, its last key: each
        element has a record as `message`. Any other text stays as it is.
    -#}
    {%- set key = "'" ~ '"logEvents"' ~ "'" -%}
    {%- set rest = 'substr(' ~ text ~ ', ' ~ api_call_volume.text_position(key, text) ~ ' + 11)' -%}
    case
        when {{ text }} like '%"logEvents"%' and {{ text }} like '%"messageType"%'
            then {{ api_call_volume.regexp_replace_all(rest, '^[ \\t\\r\\n]*:[ \\t\\r\\n]*|[ \\t\\r\\n]*\\}[ \\t\\r\\n]*$', '') }}
        else {{ text }}
    end
{%- endmacro %}
