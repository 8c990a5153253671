{% macro account_attributes() %}
    {#- The attributes of an account that `accounts_relation` may have, and dim_accounts shows. -#}
    {{ return(['account_name', 'segment', 'industry', 'stage', 'business_model', 'plan', 'is_internal', 'parent_account_id']) }}
{% endmacro %}
