{% macro standing_periods(period) %}
    {#- A query: the periods of `this` fact and their `version`, as due_periods gives it; -1 where its rows disagree. -#}
    select
        {{ 'date_' ~ period }} as period_start,
        case
            when min(data_version) = max(data_version) and min(is_complete) = max(is_complete)
                then min(data_version) * 2 + min(is_complete)
            else -1
        end as version
    from (
        select
            {{ 'date_' ~ period }},
            data_version,
            case when is_complete_period then 1 else 0 end as is_complete
        from {{ this }}
    ) as periods
    group by {{ 'date_' ~ period }}
{%- endmacro %}
