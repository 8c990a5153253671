{% macro account_attributes_query(attributes) %}
    {#-
        A query: these attributes of each account of accounts_relation (see account_attributes), one row per account_id, as
        they are now. Of an account with several rows, which a promise reports, the largest texts. Like
        internal_accounts_query, it does not read dim_accounts.
    -#}
    select
        account_id,
        {%- for attribute in attributes %}
        max(nullif(trim({{ attribute }}), '')) as {{ attribute }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        {{ api_call_volume.attributes_of('accounts', 'account_id', api_call_volume.account_attributes()) }}
    ) as attributes
    where account_id is not null
    group by account_id
{%- endmacro %}
