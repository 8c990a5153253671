-- previous_period_calls has the calls of the previous calendar week or month, not those of the previous row. After a
-- failure, build again; if it fails again, with --full-refresh.

with

mismatches as (
    {% for fact, period in {
        'fct_api_calls_weekly': 'week',
        'fct_api_calls_monthly': 'month',
        'fct_account_calls_weekly': 'week',
        'fct_account_calls_monthly': 'month',
    }.items() %}
    {%- set date_period = 'date_' ~ period %}
    {%- set is_of_accounts = 'account_calls' in fact %}
    select
        '{{ fact }}' as fact,
        this_period.{{ date_period }} as period_start,
        this_period.account_id,
        {{ "'(all)'" if is_of_accounts else 'this_period.integration_id' }} as integration_id,
        this_period.previous_period_calls,
        previous_period.api_calls as calls_of_previous_period
    from {{ api_call_volume.relation_as(ref(fact), 'this_period') }}
    left join {{ api_call_volume.relation_as(ref(fact), 'previous_period') }}
        on
            this_period.{{ date_period }}
            = {{ api_call_volume.next_period_start('previous_period.' ~ date_period, period) }}
            and this_period.account_id = previous_period.account_id
            {%- if not is_of_accounts %}
            and this_period.integration_id = previous_period.integration_id
            {%- endif %}
    where
        {{ api_call_volume.in_tested_periods(period, 'this_period.' ~ date_period, periods_after=1) }}
        and coalesce(this_period.previous_period_calls, 0) <> coalesce(previous_period.api_calls, 0)
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        '[fact], period from [period_start], account [account_id], integration [integration_id]: previous_period_calls is '
        ~ '[previous_period_calls:number], but the previous period has [calls_of_previous_period:number] calls.',
        api_call_volume.how_to_rebuild()
    ) }}
from mismatches
