{% macro billing_period_ctes(closes=false) %}
    {#-
        CTEs, the last of which is `billing_periods` (account_id, period_start, period_end, plan, is_billed, is_complete):
        the billing periods of every account from its first call on, and of those that are billed before it. `is_billed` says
        that the account is billed for it even without a call. With `closes`, there are also those to come in which the latest
        loads may be billed, and those of accounts whose calls all count elsewhere by now. Where accounts have time zones of
        their own, all days are those of the account, and `complete_before` says how far the sources have loaded by its clock.
    -#}
    {%- set columns = api_call_volume.billing_period_columns() -%}
    {%- set has_periods = 'period_start' in columns -%}
    {%- set time_zones = api_call_volume.billing_time_zones() -%}
declared_periods as (

    select *
    from (
        {{ api_call_volume.declared_billing_periods_query() }}
    ) as all_periods
    where problem is null

),

{{ api_call_volume.account_days_ctes() }},

{% if closes -%}
-- An account may have been billed for a call that another one has made since.
seen_days as (

    select
        account_id,
        date_day,
        date_day as called_on
    from account_days

    union all

    {% if time_zones -%}
    select
        duplicated_calls.account_id,
        {{ api_call_volume.local_day('duplicated_calls', 'account_time_zones') | trim | indent(8) }} as date_day,
        null as called_on
    from {{ api_call_volume.relation_as(ref('int_duplicated_api_calls'), 'duplicated_calls') }}
    left join account_time_zones on duplicated_calls.account_id = account_time_zones.account_id
    where duplicated_calls.entry = 'call'
    {%- else -%}
    select
        account_id,
        date_day,
        null as called_on
    from {{ ref('int_duplicated_api_calls') }}
    where entry = 'call'
    {%- endif %}

),

{% endif -%}
callers as (

    select
        account_id,
        min(date_day) as first_seen_on,
        min({{ 'called_on' if closes else 'date_day' }}) as first_called_on,
        max({{ 'called_on' if closes else 'date_day' }}) as last_called_on
    from {{ 'seen_days' if closes else 'account_days' }}
    group by account_id

),

completeness as (

    select
        complete_before,
        {%- if time_zones %}
        complete_until,
        {{ api_call_volume.date_in_time_zones('greatest', 'latest_loads.last_loaded_at' if closes else 'complete_until') | indent(8) }} as loaded_until
        {%- else %}
        {{ 'latest_loads.loaded_until' if closes else 'complete_before as loaded_until' }}
        {%- endif %}
    from {{ ref('int_completeness') }}
    {%- if closes %}
    cross join (
        select {{ 'max(last_loaded_at) as last_loaded_at' if time_zones
            else 'max(' ~ api_call_volume.reporting_date('last_loaded_at') ~ ') as loaded_until' }}
        from {{ ref('int_raw_inventory') }}
        where last_loaded_at <= {{ api_call_volume.latest_plausible_load() }}
    ) as latest_loads
    {%- endif %}

),

-- Accounts that are billed by a day of the month: the first, unless they have another one.
billed_by_day as (
    {% if has_periods %}
    select
        callers.account_id,
        cast(null as {{ dbt.type_string() }}) as plan,
        1 as billing_day,
        callers.first_seen_on as first_day,
        callers.last_called_on as last_day,
        cast('9999-01-01' as {{ api_call_volume.type_date() }}) as started_on,
        cast('9999-01-01' as {{ api_call_volume.type_date() }}) as ended_on
    from callers
    left join (select distinct account_id from declared_periods) as declared_accounts
        on callers.account_id = declared_accounts.account_id
    where declared_accounts.account_id is null
    {%- else %}
    select
        coalesce(callers.account_id, declared_periods.account_id) as account_id,
        declared_periods.plan,
        coalesce(declared_periods.billing_day, 1) as billing_day,
        least(
            coalesce(callers.first_seen_on, declared_periods.started_on),
            coalesce(declared_periods.started_on, callers.first_seen_on)
        ) as first_day,
        coalesce(callers.last_called_on, declared_periods.started_on) as last_day,
        -- an account that is not declared is billed for what it calls
        case
            when declared_periods.account_id is null then cast('9999-01-01' as {{ api_call_volume.type_date() }})
            else coalesce(declared_periods.started_on, callers.first_called_on)
        end as started_on,
        coalesce(declared_periods.ended_on, cast('9999-01-01' as {{ api_call_volume.type_date() }})) as ended_on
    from callers
    full outer join declared_periods on callers.account_id = declared_periods.account_id
    where callers.account_id is not null or declared_periods.started_on is not null
    {%- endif %}

),

first_months as (

    select
        *,
        case
            when first_day < {{ api_call_volume.billing_anchor(api_call_volume.period_start('first_day', 'month'), 'billing_day') }}
                then {{ api_call_volume.next_period_start(api_call_volume.period_start('first_day', 'month'), 'month', -1) }}
            else {{ api_call_volume.period_start('first_day', 'month') }}
        end as first_month
    from billed_by_day

),

numbers as (

    {{ dbt.generate_series(4096) }}

),

month_span as (

    select
        min(first_months.first_month) as first_month,
        max(first_months.last_day) as last_day,
        max(completeness.complete_before) as complete_before,
        max(completeness.loaded_until) as loaded_until
    from first_months
    cross join completeness

),

months as (

    select
        {{ api_call_volume.next_period_start('month_span.first_month', 'month', 'numbers.generated_number - 1') }} as date_month,
        month_span.complete_before
    from month_span
    cross join numbers
    where
        {{ api_call_volume.next_period_start('month_span.first_month', 'month', 'numbers.generated_number - 1') }}
        <= greatest(month_span.last_day, coalesce(month_span.loaded_until, month_span.last_day))

),

begun_periods as (

    select
        first_months.account_id,
        first_months.plan,
        first_months.started_on,
        first_months.ended_on,
        first_months.last_day,
        months.complete_before,
        {{ api_call_volume.billing_anchor('months.date_month', 'first_months.billing_day') }} as period_start,
        {{ api_call_volume.billing_anchor(
            api_call_volume.next_period_start('months.date_month', 'month'), 'first_months.billing_day'
        ) }} as period_end
    from first_months
    inner join months on first_months.first_month <= months.date_month
    {%- if has_periods %}

    union all

    select
        declared_periods.account_id,
        declared_periods.plan,
        declared_periods.period_start as started_on,
        declared_periods.period_end as ended_on,
        callers.last_called_on as last_day,
        completeness.complete_before,
        declared_periods.period_start,
        declared_periods.period_end
    from declared_periods
    cross join completeness
    left join callers on declared_periods.account_id = callers.account_id
    {%- endif %}

),

{% if time_zones -%}
-- How far the sources have loaded, by the clock of the account; calls before its time zone holds are of other days.
local_completeness as (

    select
        account_time_zones.account_id,
        account_time_zones.time_zone_from,
        {{ api_call_volume.local_date('completeness.complete_until', 'account_time_zones.time_zone') | indent(8) }} as complete_before
    from account_time_zones
    cross join completeness

),

dated_periods as (

    select
        begun_periods.account_id,
        begun_periods.plan,
        begun_periods.started_on,
        begun_periods.ended_on,
        begun_periods.last_day,
        begun_periods.period_start,
        begun_periods.period_end,
        case
            when local_completeness.account_id is null then begun_periods.complete_before
            when begun_periods.period_start >= local_completeness.time_zone_from then local_completeness.complete_before
            else least(local_completeness.complete_before, begun_periods.complete_before)
        end as complete_before
    from begun_periods
    left join local_completeness on begun_periods.account_id = local_completeness.account_id

),

{% endif -%}
billing_periods as (

    select
        account_id,
        period_start,
        period_end,
        plan,
        {%- if time_zones %}
        complete_before,
        {%- endif %}
        coalesce(
            period_start < ended_on and period_end > started_on and (period_start <= last_day or period_start < complete_before),
            false
        ) as is_billed,
        coalesce(period_end <= complete_before, false) as is_complete
    from {{ 'dated_periods' if time_zones else 'begun_periods' }}
    {%- if not closes %}
    where
        period_start <= last_day
        or period_start < complete_before
    {%- endif %}

)
{%- endmacro %}
