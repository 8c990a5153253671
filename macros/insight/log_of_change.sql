{% macro log_of_change(calls_before, calls_after) %}
    {#- The logarithm of how much calls changed. Where more were taken back than made, none were. -#}
    ln(
        (case when {{ calls_after }} > 0 then {{ calls_after }} else 0 end + 0.5)
        / (case when {{ calls_before }} > 0 then {{ calls_before }} else 0 end + 0.5)
    )
{%- endmacro %}
