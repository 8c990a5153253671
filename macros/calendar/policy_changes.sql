{% macro policy_changes(day) %}
    {#- SQL: the names of the sources of which a policy begins on `day`, separated by commas; null where none does. -#}
    {%- set names = {} -%}
    {%- for policy in api_call_volume.policies_of_all(api_call_volume.api_call_sources(only_read=false)) if policy.policy_from -%}
        {%- do names.setdefault(policy.policy_from, []).append(policy.name) -%}
    {%- endfor -%}
    {%- set branches = [] -%}
    {%- for first_day in names | sort -%}
        {%- do branches.append('when ' ~ day ~ " = cast('" ~ first_day ~ "' as " ~ api_call_volume.type_date() ~ ") then '" ~ names[first_day] | join(', ') ~ "'") -%}
    {%- endfor -%}
    {{ return('cast(' ~ ('case ' ~ branches | join(' ') ~ ' end' if branches else 'null') ~ ' as ' ~ dbt.type_string() ~ ')') }}
{% endmacro %}
