{% macro chance_of_strength() %}
    {#-
        An expression: how likely an account's change is a finding by chance, at most, on one side: on each of 7 days, after 7 and
        after 14 days, if changes are normal. The mean size of a normal number is 0.798 of its deviation.
    -#}
    {%- set deviations = api_call_volume.finding_factor('change') * 0.7978845608 -%}
    {%- set deviations = 'cast(' ~ deviations ~ ' as ' ~ api_call_volume.type_double() ~ ')' -%}
    cast(14 * {{ api_call_volume.normal_upper_tail(deviations) }} as {{ dbt.type_numeric() }})
{%- endmacro %}
