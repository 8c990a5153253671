{% macro is_of_policy(policy) %}
    {#- A predicate over a staged row: it is read under this policy (one of policies_of a source), by its policy_day. -#}
    {%- set day = api_call_volume.policy_day() -%}
    {%- set bounds = [] -%}
    {%- if policy.policy_from -%}
        {%- do bounds.append(day ~ " >= cast('" ~ policy.policy_from ~ "' as " ~ api_call_volume.type_date() ~ ")") -%}
    {%- endif -%}
    {%- if policy.policy_until -%}
        {%- set first_day = day if policy.policy_from else 'coalesce(' ~ day ~ ', ' ~ api_call_volume.unknown_load_date() ~ ')' -%}
        {%- do bounds.append(first_day ~ " < cast('" ~ policy.policy_until ~ "' as " ~ api_call_volume.type_date() ~ ")") -%}
    {%- endif -%}
    {{ return(bounds | join(' and ') or '1 = 1') }}
{% endmacro %}
