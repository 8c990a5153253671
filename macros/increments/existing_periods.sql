{% macro existing_periods(grain, start) %}
    {#-
        A query: the periods of `this` mart (period_grain, period_start), by SQL over its rows, and their
        `version` as it is where they are due: -1 where its rows disagree.
    -#}
    select
        period_grain,
        period_start,
        case
            when min(data_version) = max(data_version) and min(is_complete) = max(is_complete)
                then min(data_version) * 2 + min(is_complete)
            else -1
        end as version
    from (
        select
            {{ grain }} as period_grain,
            {{ start }} as period_start,
            data_version,
            case when is_complete_period then 1 else 0 end as is_complete
        from {{ this }}
    ) as periods
    group by period_grain, period_start
{%- endmacro %}
