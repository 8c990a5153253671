{% macro has_account_trees() %}
    {#-
        Whether the totals of accounts and all accounts below them are built: `account_columns` says where the parents of
        accounts are, or the sample is built. It is known while dbt parses, which the columns of a relation are not.
    -#}
    {% set declares_parents = var('accounts_relation', none) and 'parent_account_id' in (var('account_columns', none) or {}) %}
    {{ return(declares_parents or (api_call_volume.uses_sample() and not var('accounts_relation', none))) }}
{% endmacro %}
