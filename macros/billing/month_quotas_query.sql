{% macro month_quotas_query() %}
    {#-
        A query (account_id, quota_calls, valid_from, valid_to): the calls that accounts may make in a calendar month, and
        when that applies.
    -#}
    select
        account_id,
        amount as quota_calls,
        valid_from,
        valid_to
    from (
        {{ api_call_volume.quotas_in_force_query() }}
    ) as quotas
    where
        metric = 'calls'
        and quota_window = 'calendar month'
{%- endmacro %}
