{% macro policy_of_inventory_row(source_name, day, latest_policy) %}
    {#-
        SQL for int_raw_inventory: the policy of a row, which is its source's `latest_policy` (a column) unless the source has
        several policies: then that of its inventory_policy_day. All arguments are SQL.
    -#}
    {%- set branches = [] -%}
    {%- for source in api_call_volume.api_call_sources(only_read=false) if source.earlier_policies -%}
        {%- set policies = [] -%}
        {%- for policy in api_call_volume.policies_of(source) -%}
            {%- do policies.append("'" ~ api_call_volume.source_policy(policy) ~ "'") -%}
        {%- endfor -%}
        {%- do branches.append("when '" ~ source.name ~ "' then " ~ api_call_volume.policy_on(day, source, policies)) -%}
    {%- endfor -%}
    {{ return('case ' ~ source_name ~ ' ' ~ branches | join(' ') ~ ' else ' ~ latest_policy ~ ' end' if branches else latest_policy) }}
{% endmacro %}
