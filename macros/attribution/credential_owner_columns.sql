{% macro credential_owner_columns() %}
    {#- What `integrations_relation` says of who owns a credential, beside the attributes of an integration. -#}
    {{ return(['credential_id', 'account_id', 'integration_id', 'valid_from', 'valid_to']) }}
{% endmacro %}
