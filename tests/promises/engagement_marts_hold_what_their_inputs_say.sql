{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set versions = {'fct_engagement_scorecard': api_call_volume.scorecard_versions_query()} %}
{%- for rate in api_call_volume.engagement_rates().values() %}
{%- do versions.update({rate.mart: api_call_volume.rate_versions_query(rate)}) %}
{%- endfor %}

-- Every engagement mart has the periods of its inputs, computed from their current rows. A failure means that a mart was
-- not built after its inputs. Build again; if the test fails again, with --full-refresh.

with

due as (
    {% for mart, versions_of_mart in versions.items() %}
    select
        cast('{{ mart }}' as {{ dbt.type_string() }}) as mart,
        target_periods.*
    from (
        {{ api_call_volume.target_periods_query(versions_of_mart) }}
    ) as target_periods
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

existing as (
    {% for mart in versions %}
    select distinct
        cast('{{ mart }}' as {{ dbt.type_string() }}) as mart,
        period_grain,
        period_start,
        data_version,
        case when is_complete_period then 1 else 0 end as is_complete
    from {{ ref(mart) }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

compared as (

    select
        coalesce(due.mart, existing.mart) as mart,
        coalesce(due.period_grain, existing.period_grain) as period_grain,
        coalesce(due.period_start, existing.period_start) as period_start,
        due.data_version as data_version_due,
        existing.data_version,
        due.is_complete as is_complete_due,
        existing.is_complete
    from due
    full outer join existing
        on
            due.mart = existing.mart
            and due.period_grain = existing.period_grain
            and due.period_start = existing.period_start
    where
        due.mart is null
        or existing.mart is null
        or due.data_version <> existing.data_version
        or due.is_complete <> existing.is_complete

)

select
    *,
    {{ api_call_volume.promise_columns(
        {
            'data_version is null': '[mart] has no rows for the [period_grain] of [period_start], but its inputs have.',
            'data_version_due is null': '[mart] has rows for the [period_grain] of [period_start], but its inputs have none.',
            'data_version <> data_version_due': '[mart], the [period_grain] of [period_start]: its inputs have changed since its '
            ~ 'rows were built.',
            'else': '[mart], the [period_grain] of [period_start]: is_complete_period is not that of the volume facts.',
        },
        api_call_volume.how_to_rebuild()
    ) }}
from compared
