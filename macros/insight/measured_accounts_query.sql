{% macro measured_accounts_query() %}
    {#-
        A query: the accounts that figures over several accounts are made of (account_id, segment, first_called_on), which have
        called and are neither internal nor `(unattributed)`.
    -#}
    select
        calls.account_id,
        max(attributes.segment) as segment,
        min(calls.date_day) as first_called_on
    from {{ api_call_volume.relation_as(ref('fct_account_calls_daily'), 'calls') }}
    left join (
        {{ api_call_volume.account_attributes_query(['segment']) }}
    ) as attributes
        on calls.account_id = attributes.account_id
    left join (
        {{ api_call_volume.internal_accounts_query() }}
    ) as internal_accounts
        on calls.account_id = internal_accounts.account_id
    where
        calls.account_id <> '(unattributed)'
        and internal_accounts.account_id is null
    group by calls.account_id
{%- endmacro %}
