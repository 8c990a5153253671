{% macro policy_on(day, source, values) %}
    {#-
        SQL: that of the `values` (SQL, one for each of policies_of the source) whose policy holds on `day`. The first one
        holds where there is no day. This is where `policy_from` decides under which policy a day is counted.
    -#}
    {%- set policies = api_call_volume.policies_of(source) -%}
    {%- set branches = [] -%}
    {%- for policy in policies[1:] -%}
        {%- do branches.insert(0, 'when ' ~ day ~ " >= cast('" ~ policy.policy_from ~ "' as " ~ api_call_volume.type_date() ~ ") then " ~ values[loop.index]) -%}
    {%- endfor -%}
    {{ return('case ' ~ branches | join(' ') ~ ' else ' ~ values[0] ~ ' end' if branches else values[0]) }}
{% endmacro %}
