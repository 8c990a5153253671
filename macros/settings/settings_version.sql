{% macro settings_version() %}
    {#-
        A hash of the settings that int_api_calls is made of: the policies of all sources, and whether a relation says who
        a call belongs to. The same settings give the same hash, in whatever order sources are declared.
    -#}
    {% set settings = [] %}
    {% for policy in api_call_volume.policies_of_all(api_call_volume.api_call_sources()) %}
        {% do settings.append(policy.name ~ ' ' ~ policy.policy_from ~ ' ' ~ api_call_volume.source_policy(policy)) %}
    {% endfor %}
    {% do settings.append('owned') if api_call_volume.attribute_relation('integrations') %}
    {{ return(local_md5(settings | sort | join('\n'))[:8]) }}
{% endmacro %}
