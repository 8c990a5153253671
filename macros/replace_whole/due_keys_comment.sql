{% macro due_keys_comment(number=none) %}
    {#- The SQL comment in which skip_unless_due says how many keys are due; without a `number`, the beginning of it. -#}
    {{ return('/* api_call_volume: due keys: ' ~ ('' if number is none else number ~ ' */')) }}
{% endmacro %}
