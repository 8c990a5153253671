{% macro first_day_of_policy(source_name, day) %}
    {#- SQL: the first day of the policy of a source that holds on `day`; null for its first policy. Both arguments are SQL. -#}
    {%- set branches = [] -%}
    {%- for source in api_call_volume.api_call_sources(only_read=false) if source.earlier_policies -%}
        {%- set first_days = [] -%}
        {%- for policy in api_call_volume.policies_of(source) -%}
            {%- do first_days.append("cast('" ~ policy.policy_from ~ "' as " ~ api_call_volume.type_date() ~ ")" if policy.policy_from else 'null') -%}
        {%- endfor -%}
        {%- do branches.append('when ' ~ source_name ~ " = '" ~ source.name ~ "' then " ~ api_call_volume.policy_on(day, source, first_days)) -%}
    {%- endfor -%}
    {{ return('case ' ~ branches | join(' ') ~ ' end' if branches else 'cast(null as ' ~ api_call_volume.type_date() ~ ')') }}
{% endmacro %}
