{{ config(unique_key='date_week', meta={'rows_where': 'account_id is not null'}) }}
{%- do api_call_volume.table_layout('date_week', ['account_id']) %}

{#- The calls of days are compared with the ledger (check_inputs). -#}
{%- do ref('fct_api_call_ledger') %}
{%- set numeric = dbt.type_numeric() %}
{%- set double = api_call_volume.type_double() %}
{%- set least_calls = api_call_volume.health_minimum_calls() %}
{%- set versions = api_call_volume.weekly_change_versions_query() %}
{%- set weeks_to_build = api_call_volume.periods_to_build(versions, 'week', inputs=['fct_account_calls_daily']) %}
{%- set measures = ['change', 'failing'] %}
{%- set level_columns = api_call_volume.level_columns() %}
{%- set bounds = {'this': [0, 0], 'usual': [1, 4], 'recent': [0, 3], 'earlier': [13, 16]} %}

{{ api_call_volume.skip_unless_due(weeks_to_build) }}

with

periods as (

    {{ api_call_volume.periods_query(versions, weeks_to_build, 'date_week') }}

),

weekly_calls as (

    select
        date_week,
        account_id,
        api_calls,
        -- more may have been taken back in a week than was called: it is judged as one without a call
        case when api_calls > 0 then api_calls else 0 end as calls_made,
        successful_calls,
        active_days
    from {{ ref('fct_account_calls_weekly') }}
    where account_id <> '(unattributed)'

),

account_starts as (

    select
        account_id,
        min(date_week) as first_week
    from weekly_calls
    group by account_id

),

numbers as (

    {{ dbt.generate_series(17) }}

),

-- Each week of calls, beside the 17 weeks that look at it.
looked_at as (

    select
        {{ api_call_volume.next_period_start('weekly_calls.date_week', 'week', 'numbers.generated_number - 1') }} as date_week,
        numbers.generated_number - 1 as weeks_ago,
        weekly_calls.account_id,
        weekly_calls.api_calls,
        weekly_calls.calls_made,
        weekly_calls.successful_calls,
        weekly_calls.active_days
    from weekly_calls
    cross join numbers
    where {{ api_call_volume.in_periods(weeks_to_build, periods_before=16, column='weekly_calls.date_week') }}

),

-- A week without a call is no row, and counts as 0 in the smallest of four.
window_sums as (

    select
        periods.date_week,
        periods.is_complete_period,
        periods.data_version,
        looked_at.account_id,
        sum(case when looked_at.weeks_ago <= 4 then 1 else 0 end) as weeks_with_calls,
        {% for name, (first, last) in bounds.items() -%}
        {% set is_in = 'looked_at.weeks_ago between ' ~ first ~ ' and ' ~ last -%}
        sum(case when {{ is_in }} then looked_at.calls_made else 0 end) as {{ name }}_calls,
        {% if first != last -%}
        max(case when {{ is_in }} then looked_at.calls_made else 0 end) as {{ name }}_most,
        case
            when count(case when {{ is_in }} then 1 end) = 4 then min(case when {{ is_in }} then looked_at.calls_made end)
            else 0
        end as {{ name }}_least,
        {% endif -%}
        {% endfor -%}
        sum(case when looked_at.weeks_ago = 0 then looked_at.api_calls else 0 end) as api_calls,
        sum(case when looked_at.weeks_ago = 0 then looked_at.successful_calls else 0 end) as successful_calls,
        sum(case when looked_at.weeks_ago <= 3 then looked_at.active_days else 0 end) as active_days_28
    from periods
    inner join looked_at on periods.date_week = looked_at.date_week
    where periods.data_version is not null
    group by periods.date_week, periods.is_complete_period, periods.data_version, looked_at.account_id

),

-- The median of four is the mean of the two in the middle.
medians as (

    select
        window_sums.date_week,
        window_sums.is_complete_period,
        window_sums.data_version,
        window_sums.account_id,
        account_starts.first_week,
        window_sums.active_days_28,
        window_sums.api_calls,
        window_sums.this_calls as calls_made,
        window_sums.successful_calls,
        case
            when account_starts.first_week <= {{ api_call_volume.next_period_start('window_sums.date_week', 'week', -4) }}
                then (window_sums.usual_calls - window_sums.usual_least - window_sums.usual_most) / 2
        end as usual_calls,
        case
            when account_starts.first_week <= {{ api_call_volume.next_period_start('window_sums.date_week', 'week', -3) }}
                then (window_sums.recent_calls - window_sums.recent_least - window_sums.recent_most) / 2
        end as recent_calls,
        case
            when account_starts.first_week <= {{ api_call_volume.next_period_start('window_sums.date_week', 'week', -16) }}
                then (window_sums.earlier_calls - window_sums.earlier_least - window_sums.earlier_most) / 2
        end as earlier_calls
    from window_sums
    inner join account_starts on window_sums.account_id = account_starts.account_id
    where window_sums.weeks_with_calls > 0

),

segments as (

    {{ api_call_volume.account_attributes_query(['segment']) }}

),

internal_accounts as (

    {{ api_call_volume.internal_accounts_query() }}

),

{{ api_call_volume.level_change_ctes(weeks_to_build) }},

changes as (

    select
        {{ api_call_volume.all_columns('medians', ['account_id', 'date_week']) }},
        segments.segment,
        internal_accounts.account_id is not null as is_internal,
        {% for column in level_columns -%}
        case
            when
                medians.usual_calls >= {{ least_calls }} and medians.usual_calls > 0
                and medians.first_week <= {{ api_call_volume.next_period_start('medians.date_week', 'week', -14) }}
                then level_changes.{{ column }}
        end as {{ column }},
        {% endfor -%}
        case
            when medians.usual_calls >= {{ least_calls }}
                then
                    cast(
                        ln((cast(medians.calls_made as {{ double }}) + 0.5) / (cast(medians.usual_calls as {{ double }}) + 0.5))
                        as {{ numeric }}
                    )
        end as change_log,
        case
            when medians.api_calls >= {{ least_calls }} and medians.successful_calls between 0 and medians.api_calls
                then
                    cast(
                        ln(
                            (cast(medians.api_calls - medians.successful_calls as {{ double }}) + 0.5)
                            / (cast(medians.successful_calls as {{ double }}) + 0.5)
                        ) as {{ numeric }}
                    )
        end as failing_log
    from medians
    left join segments on medians.account_id = segments.account_id
    left join internal_accounts on medians.account_id = internal_accounts.account_id
    left join level_changes on medians.account_id = level_changes.account_id and medians.date_week = level_changes.date_week

),

-- What is compared with its like: the change, and the odds of a call that does not succeed.
measured as (
    {% for measure in measures %}
    select
        date_week,
        segment,
        is_internal,
        '{{ measure }}' as measure,
        {{ measure }}_log as value_log
    from changes
    where {{ measure }}_log is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- The median: of an even number, the lower of the two in the middle.
{% for name, partition in {'fleet': ['date_week'], 'segment': ['date_week', 'segment']}.items() -%}
{{ name }}_ranks as (

    select
        {{ partition | join(',\n        ') }},
        measure,
        value_log,
        row_number() over (partition by {{ partition | join(', ') }}, measure order by value_log) as place,
        count(*) over (partition by {{ partition | join(', ') }}, measure) as accounts_judged
    from measured
    where
        not is_internal
        {%- if name == 'segment' %}
        and segment is not null
        {%- endif %}

),

{{ name }}_medians as (

    select
        {% for measure in measures -%}
        max(case when measure = '{{ measure }}' then value_log end) as {{ measure }}_log,
        {% endfor -%}
        {{ partition | join(',\n        ') }}
    from {{ name }}_ranks
    where accounts_judged >= 20 and place * 2 between accounts_judged and accounts_judged + 1
    group by {{ partition | join(', ') }}

),

{% endfor -%}
compared as (

    select
        {{ api_call_volume.all_columns('changes', ['date_week', 'segment', 'change_log', 'failing_log']) }},
        {% for measure in measures -%}
        case
            when changes.{{ measure }}_log is not null
                then coalesce(segment_medians.{{ measure }}_log, fleet_medians.{{ measure }}_log, 0)
        end as fleet_{{ measure }}_log,
        {% endfor -%}
        fleet_medians.change_log as all_change_log,
        fleet_medians.failing_log as all_failing_log
    from changes
    left join segment_medians
        on changes.date_week = segment_medians.date_week and changes.segment = segment_medians.segment
    left join fleet_medians on changes.date_week = fleet_medians.date_week

)

-- A week that has no rows any more is one row without an account.
select
    periods.date_week,
    compared.account_id,
    cast(compared.api_calls as {{ numeric }}) as api_calls,
    cast(compared.usual_calls as {{ numeric }}) as usual_calls,
    cast(compared.recent_calls as {{ numeric }}) as recent_calls,
    cast(compared.earlier_calls as {{ numeric }}) as earlier_calls,
    cast(compared.active_days_28 as {{ dbt.type_bigint() }}) as active_days_28,
    cast(compared.fleet_change_log as {{ numeric }}) as fleet_change_log,
    cast(compared.all_change_log as {{ numeric }}) as all_change_log,
    cast(compared.change_log - compared.fleet_change_log as {{ numeric }}) as own_change_log,
    cast(compared.successful_calls as {{ numeric }}) as successful_calls,
    cast(compared.fleet_failing_log as {{ numeric }}) as fleet_failing_log,
    cast(compared.all_failing_log as {{ numeric }}) as all_failing_log,
    cast(compared.failing_log - compared.fleet_failing_log as {{ numeric }}) as own_failing_log,
    {% for column in level_columns -%}
    cast(compared.{{ column }} as {{ numeric }}) as {{ column }},
    {% endfor -%}
    compared.is_internal,
    periods.is_complete_period,
    periods.data_version
from periods
left join compared on periods.date_week = compared.date_week
