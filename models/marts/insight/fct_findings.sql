{%- do api_call_volume.table_layout(kept=false) %}

{%- set numeric = dbt.type_numeric() %}
{%- set bigint = dbt.type_bigint() %}
{%- set double = api_call_volume.type_double() %}
{%- set range_weeks = api_call_volume.health_range_weeks() %}
{%- set rules = api_call_volume.finding_rules() %}
{%- set named_once = "'" ~ rules.items() | selectattr('1.is_named_once', 'defined') | map(attribute='0') | join("', '") ~ "'" %}
{%- set has_revenue = api_call_volume.has_engagement_source('outcomes') -%}

with

health as (

    select *
    from {{ ref('fct_account_health') }}
    where is_complete_period

),

internal_accounts as (

    {{ api_call_volume.internal_accounts_query() }}

),

playbook as (

    select * from {{ ref('dim_playbook') }}

),

-- Not the operator's own use.
customers as (

    select health.*
    from health
    left join internal_accounts on health.account_id = internal_accounts.account_id
    where internal_accounts.account_id is null

),

power_users as (

    select * from {{ ref('fct_power_users') }}
    where is_complete_period and api_calls > 0

),

{{ api_call_volume.top_user_ctes() }},
{%- if rules.over_quota_ahead %}

-- The running month, said in the last complete week.
month_ends as (

    select
        forecasts.account_id,
        {{ api_call_volume.next_period_start(
            api_call_volume.period_start(api_call_volume.next_period_start('forecasts.as_of_date', 'day'), 'week'), 'week', -1
        ) }} as date_week,
        forecasts.as_of_date,
        forecasts.forecast_calls,
        forecasts.quota_calls,
        forecasts.quota_exhausted_on
    from {{ api_call_volume.relation_as(ref('fct_month_forecast'), 'forecasts') }}
    left join internal_accounts on forecasts.account_id = internal_accounts.account_id
    where
        not forecasts.is_complete_period
        and forecasts.account_id <> '(unattributed)'
        and internal_accounts.account_id is null

),
{%- endif %}

account_findings as (
    {% for finding, rule in rules.items() %}
    select
        account_id,
        date_week,
        '{{ finding }}' as finding,
        cast({{ rule.calls_at_stake }} as {{ numeric }}) as calls_at_stake
    from {{ rule.rows or 'customers' }}
    where {{ rule.condition }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

chances as (

    select
        date_week,
        sum(
            case
                when {{ api_call_volume.is_judged_by_day() }}
                    then {{ api_call_volume.beside_double(api_call_volume.chance_of_strength() | trim) }}
                else {{ api_call_volume.beside_double('cast(0.5 as decimal(2, 1)) * chance_outside') }}
            end
        ) as outside_by_chance,
        sum(chance_failing) as failing_by_chance
    from customers
    group by date_week

),

-- What all accounts share: the median change, and the median success rate.
fleet_weeks as (

    select
        date_week,
        'fleet_moved' as finding,
        max(all_change_ratio) as fleet_value,
        sum(usual_calls) as usual_calls,
        sum(api_calls) as api_calls
    from customers
    where all_change_ratio is not null and own_change_ratio is not null
    group by date_week

    union all

    select
        date_week,
        'fleet_failing' as finding,
        max(all_success_rate) as fleet_value,
        sum(usual_calls) as usual_calls,
        sum(api_calls) as api_calls
    from customers
    where all_success_rate is not null and success_rate is not null
    group by date_week

),

earlier_fleet_weeks as (

    select
        fleet_weeks.date_week,
        fleet_weeks.finding,
        earlier.fleet_value,
        row_number() over (partition by fleet_weeks.date_week, fleet_weeks.finding order by earlier.fleet_value) as place,
        count(*) over (partition by fleet_weeks.date_week, fleet_weeks.finding) as weeks_known
    from fleet_weeks
    inner join fleet_weeks as earlier on fleet_weeks.finding = earlier.finding
    where
        earlier.date_week < fleet_weeks.date_week
        and earlier.date_week >= {{ api_call_volume.next_period_start('fleet_weeks.date_week', 'week', -1 * range_weeks) }}

),

cut_fleet_weeks as (

    select
        *,
        {{ api_call_volume.values_cut('weeks_known') }} as values_cut
    from earlier_fleet_weeks

),

fleet_ranges as (

    select
        date_week,
        finding,
        max(weeks_known) as weeks_known,
        max(values_cut) as values_cut,
        max(case when place = values_cut then fleet_value end) as low_value,
        max(case when place = weeks_known + 1 - values_cut then fleet_value end) as high_value
    from cut_fleet_weeks
    group by date_week, finding

),

fleet_findings as (

    select
        cast(null as {{ dbt.type_string() }}) as account_id,
        fleet_weeks.date_week,
        fleet_weeks.finding,
        case
            when fleet_weeks.finding = 'fleet_moved' then cast(abs(fleet_weeks.api_calls - fleet_weeks.usual_calls) as {{ numeric }})
            else cast(fleet_weeks.api_calls * (fleet_ranges.low_value - fleet_weeks.fleet_value) as {{ numeric }})
        end as calls_at_stake,
        cast(
            case when fleet_weeks.finding = 'fleet_moved' then 2 else 1 end
            * cast(fleet_ranges.values_cut as {{ double }}) / (fleet_ranges.weeks_known + 1) as {{ numeric }}
        ) as expected_by_chance
    from fleet_weeks
    inner join fleet_ranges
        on fleet_weeks.date_week = fleet_ranges.date_week and fleet_weeks.finding = fleet_ranges.finding
    where
        fleet_ranges.weeks_known >= {{ api_call_volume.health_least_weeks() }}
        and case
            when fleet_weeks.finding = 'fleet_moved'
                then fleet_weeks.fleet_value < fleet_ranges.low_value or fleet_weeks.fleet_value > fleet_ranges.high_value
            else {{ api_call_volume.fails_beyond('fleet_weeks.fleet_value', 'fleet_ranges.low_value') }}
        end

),

found as (

    select
        account_findings.account_id,
        account_findings.date_week,
        account_findings.finding,
        account_findings.calls_at_stake,
        case
            when account_findings.finding in ('fell', 'rose') then {{ api_call_volume.beside_double('chances.outside_by_chance') }}
            when account_findings.finding = 'failing' then {{ api_call_volume.beside_double('chances.failing_by_chance') }}
        end as expected_by_chance
    from account_findings
    left join chances on account_findings.date_week = chances.date_week

    union all

    select
        account_id,
        date_week,
        finding,
        calls_at_stake,
        {{ api_call_volume.beside_double('expected_by_chance') }}
    from fleet_findings

),

-- A finding lasts as long as each week has it: these weeks are all as far from their number.
numbered as (

    select
        *,
        row_number() over (partition by account_id, finding order by date_week) as place
    from found

),

lasting as (

    select
        *,
        {{ api_call_volume.next_period_start('date_week', 'week', '-1 * place') }} as week_before_all
    from numbered

),

opened as (

    select
        *,
        min(date_week) over (partition by account_id, finding, week_before_all) as first_found_week,
        row_number() over (partition by account_id, finding, week_before_all order by date_week) as weeks_open
    from lasting

){% if has_revenue %},

revenue as (

    select
        opened.account_id,
        opened.date_week,
        opened.finding,
        sum(cast(outcomes.amount as {{ numeric }})) as revenue_28d
    from opened
    inner join {{ api_call_volume.relation_as(ref('int_outcomes'), 'outcomes') }}
        on opened.account_id = outcomes.account_id
    where
        lower(outcomes.outcome) = 'revenue'
        and abs(outcomes.amount) < 1e12
        and outcomes.date_day >= {{ api_call_volume.next_period_start('opened.date_week', 'week', -3) }}
        and outcomes.date_day < {{ api_call_volume.next_period_start('opened.date_week', 'week') }}
    group by opened.account_id, opened.date_week, opened.finding

)
{%- endif %}

select
    opened.account_id,
    opened.date_week,
    opened.finding,
    opened.first_found_week,
    cast(opened.weeks_open as {{ bigint }}) as weeks_open,
    cast(opened.expected_by_chance as {{ numeric }}) as expected_by_chance,
    cast(opened.calls_at_stake as {{ numeric }}) as calls_at_stake,
    {% if has_revenue -%}
    cast(case when opened.account_id is not null then coalesce(revenue.revenue_28d, 0) end as {{ numeric }}) as revenue_28d,
    {% else -%}
    cast(null as {{ numeric }}) as revenue_28d,
    {% endif -%}
    playbook.owner_role,
    playbook.look_at,
    playbook.what_to_do
from opened
left join playbook on opened.finding = playbook.finding
{%- if has_revenue %}
left join revenue
    on
        opened.account_id = revenue.account_id
        and opened.date_week = revenue.date_week
        and opened.finding = revenue.finding
{%- endif %}
-- A change is named in its first week: it is one piece of news.
where not (opened.finding in ({{ named_once }}) and opened.weeks_open > 1)
