{% macro credential_owner_columns() %}
    {#- The columns of `integrations_relation` that say who owns a credential, and when. -#}
    {{ return(['credential_id', 'account_id', 'integration_id', 'valid_from', 'valid_to']) }}
{% endmacro %}
