{% macro share_of_calls(part, whole) %}
    {#-
        A share of calls, between 0 and 1. Null where there are none, and where calls that were taken back leave no such share:
        a part below 0, or above the whole.
    -#}
    case when {{ part }} between 0 and {{ whole }} then cast({{ part }} as {{ api_call_volume.type_double() }}) / nullif({{ whole }}, 0) end
{%- endmacro %}
