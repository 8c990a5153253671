{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set marts = (api_call_volume.engagement_rates().values() | map(attribute='mart') | list) + ['fct_engagement_scorecard'] %}
{%- set facts = {'day': 'fct_api_calls_daily', 'week': 'fct_api_calls_weekly', 'month': 'fct_api_calls_monthly'} %}

-- Days, weeks and months begin on the same dates in the engagement marts and the volume facts, and are complete in both
-- or in neither. After a failure, build again; if it fails again, with --full-refresh.

with

periods as (
    {% for mart in marts %}
    select distinct
        '{{ mart }}' as mart,
        period_grain,
        period_start,
        is_complete_period
    from {{ ref(mart) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

volume_periods as (
    {% for period, fact in facts.items() %}
    select distinct
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        date_{{ period }} as period_start,
        is_complete_period
    from {{ ref(fact) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

judged as (

    select
        periods.*,
        volume_periods.is_complete_period as is_complete_in_volume,
        case periods.period_grain
            {%- for period in facts %}
            when '{{ period }}' then {{ api_call_volume.period_start('periods.period_start', period) }}
            {%- endfor %}
        end as start_by_calendar
    from periods
    left join volume_periods
        on
            periods.period_grain = volume_periods.period_grain
            and periods.period_start = volume_periods.period_start

)

select
    mart,
    period_grain,
    period_start,
    start_by_calendar,
    is_complete_period,
    is_complete_in_volume,
    {{ api_call_volume.promise_columns(
        {
            'start_by_calendar is null': '[mart]: `[period_grain]` is not day, week or month.',
            'period_start <> start_by_calendar': '[mart]: a [period_grain] begins on [period_start]. By the calendar, it begins on '
            ~ '[start_by_calendar].',
            'else': '[mart]: the [period_grain] of [period_start] is complete either here or in the volume facts, but not in both.',
        },
        api_call_volume.how_to_rebuild()
    ) }}
from judged
where
    start_by_calendar is null
    or period_start <> start_by_calendar
    or is_complete_period <> is_complete_in_volume
