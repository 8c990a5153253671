{% macro windowed_versions_query(versions, periods_before, earlier=none) %}
    {#-
        The `versions` (see target_periods_query) of a mart whose rows are made of earlier periods, too, and whose
        data_version says so: each period's own version, and that of the so many periods before it, by
        `versions` or by the query `earlier`. Only periods that `versions` has are due.
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
    -- with its date, so that what moves from one period of the window to another is a change
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
