{% macro excluded_by_policy() %}
    {#-
        SQL over the canonical columns and `source_policy`: the call is not counted, since its source's `where` (in
        `is_excluded`) or the excluded_calls_where of its policy says so.
    -#}
    {%- set condition = var('excluded_calls_where', none) -%}
    {%- set latest = 'coalesce((' ~ condition ~ '), false)' if condition else 'false' -%}
    {%- set branches = [] -%}
    {%- for policy in api_call_volume.policies_of_all(api_call_volume.api_call_sources()) if policy.excluded_calls_where != condition -%}
        {%- do branches.append(
            "when source_name = '" ~ policy.name ~ "' and source_policy = '" ~ api_call_volume.source_policy(policy) ~ "' then "
            ~ ('coalesce((' ~ policy.excluded_calls_where ~ '), false)' if policy.excluded_calls_where else 'false')
        ) -%}
    {%- endfor -%}
    {%- if branches -%}
        {{ return('is_excluded or case ' ~ branches | join(' ') ~ ' else ' ~ latest ~ ' end') }}
    {%- endif -%}
    {{ return('is_excluded or ' ~ latest if condition else 'is_excluded') }}
{% endmacro %}
