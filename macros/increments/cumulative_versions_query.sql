{% macro cumulative_versions_query(versions) %}
    {#-
        The `versions` (see target_periods_query) of a mart whose rows are computed from all periods up to their own: each
        period's own version plus those of all periods before it. One row per period of `versions`.
    -#}
    select
        period_grain,
        period_start,
        cast(sum({{ api_call_volume.row_version(['period_start', 'version']) }}) over (
            partition by period_grain order by period_start rows between unbounded preceding and current row
        ) as {{ dbt.type_bigint() }}) as version
    from (
        select
            period_grain,
            period_start,
            cast(sum(version) as {{ dbt.type_bigint() }}) as version
        from (
            {{ versions }}
        ) as versions
        group by period_grain, period_start
    ) as periods
{%- endmacro %}
