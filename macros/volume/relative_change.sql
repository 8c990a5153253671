{% macro relative_change(calls, previous_calls) %}
    {#- The change of calls, relative to the previous ones. Null unless these are above 0. -#}
    case when {{ previous_calls }} > 0 then ({{ calls }} - {{ previous_calls }}) / {{ previous_calls }} end
{%- endmacro %}
