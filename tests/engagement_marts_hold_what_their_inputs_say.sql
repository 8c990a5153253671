{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set marts = (api_call_volume.engagement_rates().values() | list) + ['fct_engagement_scorecard'] %}

-- No mart is older than what it is made of, and none has rows, or lacks them, in a period that has nothing, or something, to show.
{% for mart in marts %}
select
    '{{ mart }}' as mart,
    coalesce(due.period_grain, standing.period_grain) as period_grain,
    coalesce(due.period_start, standing.period_start) as period_start,
    due.data_version as data_version_due,
    standing.data_version
from (
    {{ api_call_volume.due_engagement_periods(api_call_volume.engagement_mart_versions(mart)) }}
) as due
full outer join (
    select distinct
        period_grain,
        period_start,
        data_version,
        is_complete_period
    from {{ ref(mart) }}
) as standing
    on due.period_grain = standing.period_grain and due.period_start = standing.period_start
where
    due.data_version is null
    or standing.data_version is null
    or due.data_version <> standing.data_version
    or (due.is_complete = 1) <> standing.is_complete_period
{{ 'union all' if not loop.last }}
{%- endfor %}
