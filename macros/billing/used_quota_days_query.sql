{% macro used_quota_days_query() %}
    {#-
        A query: each day on which an account called while a quota applied: account_id, metric, quota_window, window_start,
        window_end, quota_amount, date_day, what was used on it (below 0 where more was taken back), the next of these days
        in the window, and what was used of the window's quota up to that day. Of the quotas of a
        window, the one that applies last counts for all of it. Without declared billing periods or prices, a billing period is
        a calendar month. Where accounts have time zones of their own, the days of billing periods are theirs, and `complete_before`
        is what billing_period_ctes say of the period.
    -#}
    {%- set key = ['account_id', 'metric', 'quota_window', 'window_start'] -%}
    {%- set windows = {
        'day': ['used_days.date_day', api_call_volume.next_period_start('used_days.date_day', 'day')],
        'calendar month': [
            api_call_volume.period_start('used_days.date_day', 'month'),
            api_call_volume.next_period_start(api_call_volume.period_start('used_days.date_day', 'month'), 'month')
        ]
    } -%}
    {%- set bills = api_call_volume.bills() -%}
    {%- set time_zones = api_call_volume.billing_time_zones() -%}
    {%- set used_days = {'used_days': ref('fct_account_calls_daily')} -%}
    {%- if time_zones -%}
        {%- do used_days.update({'used_billing_days': 'account_days'}) -%}
    {%- endif -%}
    {%- set of_periods = used_days.keys() | last -%}
    {%- if not bills -%}
        {%- do windows.update({'billing period': windows['calendar month']}) -%}
    {%- endif -%}
    with
    {% if bills %}
    {{ api_call_volume.billing_period_ctes() }},
    {% endif %}
    quotas as (
        {{ api_call_volume.quotas_in_force_query() }}
    ),

    {% for name, days in used_days.items() -%}
    {{ name }} as (
        {%- for metric in ['calls'] + api_call_volume.call_measures() %}
        select
            date_day,
            account_id,
            cast('{{ metric }}' as {{ dbt.type_string() }}) as metric,
            {{ 'api_calls' if metric == 'calls' else metric }} as used
        from {{ days }}
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ),

    {% endfor -%}

    windows as (
        {%- for window, (start, end) in windows.items() %}
        select
            used_days.*,
            cast('{{ window }}' as {{ dbt.type_string() }}) as quota_window,
            {{ start }} as window_start,
            {{ end }} as window_end
            {%- if time_zones %},
            cast(null as {{ api_call_volume.type_date() }}) as complete_before
            {%- endif %}
        from used_days
        {{ 'union all' if not loop.last or bills }}
        {%- endfor %}
        {%- if bills %}
        select
            {{ of_periods }}.*,
            cast('billing period' as {{ dbt.type_string() }}) as quota_window,
            billing_periods.period_start as window_start,
            billing_periods.period_end as window_end
            {%- if time_zones %},
            billing_periods.complete_before
            {%- endif %}
        from {{ of_periods }}
        inner join billing_periods
            on
                {{ of_periods }}.account_id = billing_periods.account_id
                and {{ of_periods }}.date_day >= billing_periods.period_start
                and {{ of_periods }}.date_day < billing_periods.period_end
        {%- endif %}
    ),

    ranked as (
        select
            windows.*,
            quotas.amount,
            rank() over (
                partition by windows.account_id, windows.metric, windows.quota_window, windows.window_start
                order by quotas.valid_from desc
            ) as quota_rank
        from windows
        inner join quotas
            on
                windows.account_id = quotas.account_id
                and windows.metric = quotas.metric
                and windows.quota_window = quotas.quota_window
                and windows.window_end > quotas.valid_from
                and windows.window_start < quotas.valid_to
    )

    select
        {{ key | join(', ') }},
        window_end,
        {%- if time_zones %}
        complete_before,
        {%- endif %}
        amount as quota_amount,
        date_day,
        used,
        lead(date_day) over (partition by {{ key | join(', ') }} order by date_day) as next_day,
        sum(used) over (
            partition by {{ key | join(', ') }} order by date_day rows between unbounded preceding and current row
        ) as used_up_to_day
    from ranked
    where quota_rank = 1
{%- endmacro %}
