{% macro internal_accounts_query() %}
    {#-
        A query (account_id): the accounts that accounts_relation calls internal, for the figures over all accounts that leave
        them out. It does not read dim_accounts, which a project may replace by a model with other columns.
    -#}
    select distinct account_id
    from (
        {{ api_call_volume.attributes_of('accounts', 'account_id', api_call_volume.account_attributes()) }}
    ) as attributes
    where
        account_id is not null
        and {{ api_call_volume.boolean_from_text('is_internal') }}
{%- endmacro %}
