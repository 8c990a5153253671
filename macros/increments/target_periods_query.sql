{% macro target_periods_query(versions) %}
    {#-
        A query: the periods that a mart must have (period_grain, period_start); `data_version`, the version of the
        rows that each is computed from; `is_complete` (1 or 0); and `version`, both in one number.
        `versions` is a query of (period_grain, period_start, version) with any number of rows per period:
        ledger_versions_query for the volume facts, rate_versions_query and scorecard_versions_query for the
        engagement marts; windowed_versions_query where a row is also computed from earlier periods.
        This is where it is decided whether a period is complete: see int_completeness.
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
        cross join {{ api_call_volume.relation_as(ref('int_completeness'), 'completeness') }}
        group by versions.period_grain, versions.period_start
    ) as periods
{%- endmacro %}
