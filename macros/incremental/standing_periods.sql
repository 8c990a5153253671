{% macro standing_periods(period_start, grain=none) %}
    {#-
        A query: the periods of `this` mart, by the column that has their start and the one that has their
        grain, if rows of more than one stand in it; and their `version`, as it is where they are due:
        -1 where its rows disagree.
    -#}
    select
        {% if grain %}{{ grain }},
        {% endif -%}
        period_start,
        case
            when min(data_version) = max(data_version) and min(is_complete) = max(is_complete)
                then min(data_version) * 2 + min(is_complete)
            else -1
        end as version
    from (
        select
            {% if grain %}{{ grain }},
            {% endif -%}
            {{ period_start }} as period_start,
            data_version,
            case when is_complete_period then 1 else 0 end as is_complete
        from {{ this }}
    ) as periods
    group by {{ grain ~ ', ' if grain }}period_start
{%- endmacro %}
