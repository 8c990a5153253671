{% macro used_quota_days_query(months_to_build) %}
    {#-
        A query: each day on which an account called while a quota applied, in the months to build (see periods_to_build):
        date_month, account_id, metric, quota_window, window_start, quota_amount, date_day, and what was used of the
        window's quota up to that day. Of the quotas of a window, the one that applies last counts for all of it.
    -#}
    {%- set key = ['account_id', 'metric', 'quota_window', 'window_start'] -%}
    with

    quotas as (
        select *
        from (
            {{ api_call_volume.quotas_query() }}
        ) as all_quotas
        where
            problem is null
            and valid_from < valid_to
    ),

    account_days as (
        {%- for metric in ['calls'] + api_call_volume.call_measures() %}
        select
            date_day,
            account_id,
            cast('{{ metric }}' as {{ dbt.type_string() }}) as metric,
            sum({{ 'api_calls' if metric == 'calls' else metric }}) as used
        from {{ ref('fct_api_calls_daily') }}
        where {{ api_call_volume.in_periods(months_to_build) }}
        group by date_day, account_id
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ),

    quota_days as (
        select
            quotas.account_id,
            quotas.metric,
            quotas.quota_window,
            quotas.amount,
            quotas.valid_from,
            account_days.date_day,
            account_days.used,
            case
                when quotas.quota_window = 'day' then account_days.date_day
                else {{ api_call_volume.period_start('account_days.date_day', 'month') }}
            end as window_start
        from account_days
        inner join quotas
            on
                account_days.account_id = quotas.account_id
                and account_days.metric = quotas.metric
                and {{ api_call_volume.quota_applies('quotas', 'account_days.date_day') }}
    ),

    ranked as (
        select
            *,
            rank() over (partition by {{ key | join(', ') }} order by valid_from desc) as quota_rank
        from quota_days
    )

    select
        {{ api_call_volume.period_start('window_start', 'month') }} as date_month,
        {{ key | join(', ') }},
        amount as quota_amount,
        date_day,
        sum(used) over (partition by {{ key | join(', ') }} order by date_day rows between unbounded preceding and current row) as used_up_to_day
    from ranked
    where quota_rank = 1
{%- endmacro %}
