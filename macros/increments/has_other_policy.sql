{% macro has_other_policy(sources, day) %}
    {#-
        A predicate over `source_name`, `source_policy` and a `day` (SQL): the row is of one of the sources that have
        several policies, and was read under another policy than the one that is declared for its day.
    -#}
    {%- set predicates = [] -%}
    {%- for source in sources if source.earlier_policies -%}
        {%- set policies = [] -%}
        {%- for policy in api_call_volume.policies_of(source) -%}
            {%- do policies.append("'" ~ api_call_volume.source_policy(policy) ~ "'") -%}
        {%- endfor -%}
        {%- do predicates.append(
            "(source_name = '" ~ source.name ~ "' and source_policy <> " ~ api_call_volume.policy_on(day, source, policies) ~ ')'
        ) -%}
    {%- endfor -%}
    {{ return('(' ~ predicates | join(' or ') ~ ')' if predicates else '1 = 0') }}
{% endmacro %}
