{{ config(
    enabled=api_call_volume.measures_features(), unique_key='date_month', meta={'rows_where': 'feature is not null'}
) }}
{%- do api_call_volume.table_layout('date_month', ['feature', 'segment']) %}

{%- set bigint = dbt.type_bigint() %}
{%- set double = api_call_volume.type_double() %}
{%- set numeric = dbt.type_numeric() %}
{%- set text = dbt.type_string() %}
{%- set next_month = api_call_volume.next_period_start('months.date_month', 'month') %}
{%- set versions = api_call_volume.feature_adoption_versions_query() %}
{%- set months_to_build = api_call_volume.periods_to_build(versions, 'month') %}

{{ api_call_volume.skip_unless_due(months_to_build) }}

with

months as (

    {{ api_call_volume.periods_query(versions, months_to_build, 'date_month') }}

),

completeness as (

    select * from {{ ref('int_completeness') }}

),

accounts as (

    {{ api_call_volume.measured_accounts_query() }}

),

-- Each account counts in its segment and in all.
segments as (

    select
        account_id,
        cast('(all)' as {{ text }}) as segment
    from accounts
    union all
    select
        account_id,
        cast(coalesce(segment, '(unknown)') as {{ text }}) as segment
    from accounts

),

feature_days as (

    {{ api_call_volume.feature_days_query('accounts') }}

),

feature_months as (

    select
        feature,
        account_id,
        {{ api_call_volume.period_start('date_day', 'month') }} as date_month,
        count(*) as days_used
    from feature_days
    group by feature, account_id, {{ api_call_volume.period_start('date_day', 'month') }}

),

first_uses as (

    select
        feature_days.feature,
        feature_days.account_id,
        {{ api_call_volume.period_start('min(feature_days.date_day)', 'month') }} as date_month,
        min(feature_days.date_day) as first_used_on,
        min(accounts.first_called_on) as first_called_on
    from feature_days
    inner join accounts on feature_days.account_id = accounts.account_id
    group by feature_days.feature, feature_days.account_id

),

days_to_first_uses as (

    select
        feature,
        account_id,
        date_month,
        cast(
            {{ dbt.datediff('first_called_on', 'first_used_on', 'day') }}
            as {{ bigint }}
        ) as days_to_first_use
    from first_uses

),

features as (

    select
        feature,
        min(first_used_on) as first_used_on
    from first_uses
    group by feature

),

active_days as (

    select
        calls.date_day,
        calls.account_id
    from {{ api_call_volume.relation_as(ref('fct_account_calls_daily'), 'calls') }}
    inner join accounts on calls.account_id = accounts.account_id
    union distinct
    select
        date_day,
        account_id
    from feature_days

),

active_accounts as (

    select
        account_id,
        {{ api_call_volume.period_start('date_day', 'month') }} as date_month,
        case when count(*) >= {{ api_call_volume.power_user_days() }} then 1 else 0 end as is_power_account
    from active_days
    group by account_id, {{ api_call_volume.period_start('date_day', 'month') }}

),

-- A feature is there from the month on in which somebody first used it.
eligible as (

    select
        months.date_month,
        features.feature,
        segments.segment,
        active_accounts.account_id,
        active_accounts.is_power_account
    from months
    inner join active_accounts on months.date_month = active_accounts.date_month
    inner join segments on active_accounts.account_id = segments.account_id
    inner join features on features.first_used_on < {{ next_month }}

),

ranked_first_uses as (

    select
        eligible.date_month,
        eligible.feature,
        eligible.segment,
        days_to_first_uses.days_to_first_use,
        row_number() over (
            partition by eligible.date_month, eligible.feature, eligible.segment
            order by days_to_first_uses.days_to_first_use
        ) as days_rank,
        count(*) over (partition by eligible.date_month, eligible.feature, eligible.segment) as first_users
    from eligible
    inner join days_to_first_uses
        on
            eligible.date_month = days_to_first_uses.date_month
            and eligible.feature = days_to_first_uses.feature
            and eligible.account_id = days_to_first_uses.account_id

),

medians as (

    select
        date_month,
        feature,
        segment,
        max(first_users) as first_users,
        min(case when 2 * days_rank >= first_users then days_to_first_use end) as median_days_to_first_use
    from ranked_first_uses
    group by date_month, feature, segment

),

adoption as (

    select
        eligible.date_month,
        eligible.feature,
        eligible.segment,
        count(*) as eligible_accounts,
        count(feature_months.account_id) as adopting_accounts,
        cast(sum(feature_months.days_used) as {{ double }}) as days_used,
        cast(count(used_again.account_id) as {{ double }}) as accounts_again,
        sum(eligible.is_power_account) as power_accounts,
        sum(case when feature_months.account_id is not null then eligible.is_power_account else 0 end) as adopting_power_accounts
    from eligible
    left join feature_months
        on
            eligible.date_month = feature_months.date_month
            and eligible.feature = feature_months.feature
            and eligible.account_id = feature_months.account_id
    left join feature_months as used_again
        on
            used_again.date_month = {{ api_call_volume.next_period_start('feature_months.date_month', 'month') }}
            and feature_months.feature = used_again.feature
            and feature_months.account_id = used_again.account_id
    group by eligible.date_month, eligible.feature, eligible.segment

)

-- A month that has no rows any more, or is not complete any more, is one row without a feature.
select
    months.date_month,
    adoption.feature,
    adoption.segment,
    cast(adoption.eligible_accounts as {{ bigint }}) as eligible_accounts,
    cast(adoption.adopting_accounts as {{ bigint }}) as adopting_accounts,
    cast(cast(adoption.adopting_accounts as {{ double }}) / adoption.eligible_accounts as {{ numeric }}) as adoption_share,
    cast(coalesce(medians.first_users, 0) as {{ bigint }}) as first_users,
    medians.median_days_to_first_use,
    cast(adoption.days_used / nullif(adoption.adopting_accounts, 0) as {{ numeric }}) as active_days_each,
    cast(
        case
            when {{ api_call_volume.next_period_start('months.date_month', 'month', 2) }} <= completeness.complete_before
                then adoption.accounts_again / nullif(adoption.adopting_accounts, 0)
        end as {{ numeric }}
    ) as used_again_share,
    cast(adoption.power_accounts as {{ bigint }}) as power_accounts,
    cast(
        cast(adoption.adopting_power_accounts as {{ double }}) / nullif(adoption.power_accounts, 0) as {{ numeric }}
    ) as power_account_share,
    cast(
        cast(adoption.adopting_accounts - adoption.adopting_power_accounts as {{ double }})
        / nullif(adoption.eligible_accounts - adoption.power_accounts, 0) as {{ numeric }}
    ) as other_account_share,
    months.is_complete_period,
    months.data_version
from months
cross join completeness
left join adoption on months.date_month = adoption.date_month and months.data_version is not null
left join medians
    on
        adoption.date_month = medians.date_month
        and adoption.feature = medians.feature
        and adoption.segment = medians.segment
