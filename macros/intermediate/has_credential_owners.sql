{% macro has_credential_owners() %}
    {#- Whether `integrations_relation` says who owns a credential. While dbt parses: whether it might. -#}
    {% set declaration = api_call_volume.attribute_relation('integrations') %}
    {% if not declaration %}
        {{ return(false) }}
    {% endif %}
    {% if not execute %}
        {{ return(true) }}
    {% endif %}
    {% set mapping = var('integration_columns', none) or {} %}
    {{ return(
        'credential_id' in mapping
        or 'credential_id' in api_call_volume.raw_columns(api_call_volume.declared_relation(declaration))
    ) }}
{% endmacro %}
