{% macro target_periods_query(versions) %}
    {#-
        A query: the periods that a mart must have rows of (period_grain, period_start), the version of what
        these are made of, whether the period is complete (1 or 0), and both in one number, `version`.
        `versions` is a query of (period_grain, period_start, version), any number of rows a period:
        ledger_versions for the volume facts, rate_versions and scorecard_versions for the engagement marts;
        windowed_versions where rows are made of earlier periods, too.
    -#}
    select
        period_grain,
        period_start,
        data_version * 2 + is_complete as version,
        data_version,
        is_complete
    from (
        select
            versions.period_grain,
            versions.period_start,
            cast(sum(versions.version) as {{ dbt.type_bigint() }}) as data_version,
            case
                when {{ api_call_volume.next_period_start('versions.period_start', 'versions.period_grain') }}
                    <= max(completeness.complete_before)
                    then 1
                else 0
            end as is_complete
        from (
            {{ versions }}
        ) as versions
        cross join {{ ref('int_completeness') }} as completeness
        group by versions.period_grain, versions.period_start
    ) as periods
{%- endmacro %}
