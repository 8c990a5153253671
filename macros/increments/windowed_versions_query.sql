{% macro windowed_versions_query(versions, periods_before, earlier=none) %}
    {#-
        The `versions` (see target_periods_query) of a mart whose rows are also computed from earlier periods: each
        period's own version plus those of the `periods_before` periods before it, which are taken from the query
        `earlier`, or from `versions`. It has the periods of `versions`, and no other.
    -#}
    select
        own.period_grain,
        own.period_start,
        own.version + coalesce(sum(earlier.version), 0) as version
    from (
        select
            period_grain,
            period_start,
            sum(version) as version
        from (
            {{ versions }}
        ) as versions
        group by period_grain, period_start
    ) as own
    -- with the date of its period: a call that moves from one period of the window to another is a change
    left join (
        select
            period_grain,
            period_start,
            {{ api_call_volume.row_version(["'earlier'", 'period_start', 'version']) }} as version
        from (
            select
                period_grain,
                period_start,
                cast(sum(version) as {{ dbt.type_bigint() }}) as version
            from (
                {{ earlier or versions }}
            ) as versions
            group by period_grain, period_start
        ) as periods
    ) as earlier
        on
            own.period_grain = earlier.period_grain
            and earlier.period_start < own.period_start
            and earlier.period_start >= {{ api_call_volume.next_period_start('own.period_start', 'own.period_grain', -1 * periods_before) }}
    group by own.period_grain, own.period_start, own.version
{%- endmacro %}
