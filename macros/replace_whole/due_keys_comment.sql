{% macro due_keys_comment(number=none) %}
    {#- The comment by which skip_unless_due says how many keys are due; without a number, what it begins with. -#}
    {{ return('/* api_call_volume: due keys: ' ~ ('' if number is none else number ~ ' */')) }}
{% endmacro %}
