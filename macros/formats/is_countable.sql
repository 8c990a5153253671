{% macro is_countable(source) %}
    {#-
        SQL: whether a `call_count` can be summed. Below 0, it takes calls back, where the source allows that (`allow_negative`).
    -#}
    {{- 'call_count > -1e12' if source.allow_negative else 'call_count >= 0' }} and call_count < 1e12
{%- endmacro %}
