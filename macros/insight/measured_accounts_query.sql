{% macro measured_accounts_query() %}
    {#-
        A query: the accounts that figures over several accounts are made of (account_id, segment, first_called_on), which are
        neither internal nor `(unattributed)`.
    -#}
    select
        account_id,
        segment,
        first_called_on
    from {{ ref('dim_accounts') }}
    where
        account_id <> '(unattributed)'
        and not coalesce(is_internal, false)
{%- endmacro %}
