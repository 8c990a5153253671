{% macro change_strength_ctes() %}
    {#-
        CTEs of fct_account_health, from its `account_weeks` and `change_ranges`: the last one, `change_strengths`, has for each
        account and week the strongest fall and the strongest rise of the last 7 or 14 days, on any day of the week, as multiples
        of the account's typical change. That is the mean of its own changes of the weeks of its range and of the
        median account's, where 20 accounts or more have one; and nine tenths of its own at least.
    -#}
    {%- set numeric = dbt.type_numeric() -%}
    {%- set double = api_call_volume.type_double() -%}
    {%- set windows = [7, 14] -%}
own_changes as (

    select
        account_weeks.date_week,
        account_weeks.account_id,
        account_weeks.is_internal,
        {% for days in windows -%}
        cast(account_weeks.lowest_{{ days }}d as {{ double }}) as lowest_{{ days }}d,
        cast(account_weeks.highest_{{ days }}d as {{ double }}) as highest_{{ days }}d,
        cast(change_ranges.size_{{ days }}d as {{ double }}) / (7 * change_ranges.level_weeks) as own_{{ days }}d{{ ',' if not loop.last }}
        {% endfor -%}
    from account_weeks
    inner join change_ranges
        on account_weeks.date_week = change_ranges.date_week and account_weeks.account_id = change_ranges.account_id
    where account_weeks.size_7d is not null and change_ranges.level_weeks >= {{ api_call_volume.health_least_weeks() }}

),

own_change_ranks as (

    select
        date_week,
        {% for days in windows -%}
        own_{{ days }}d,
        row_number() over (partition by date_week order by own_{{ days }}d) as place_{{ days }}d,
        {% endfor -%}
        count(*) over (partition by date_week) as accounts_known
    from own_changes
    where not coalesce(is_internal, false)

),

fleet_changes as (

    select
        date_week,
        {% for days in windows -%}
        max(
            case when place_{{ days }}d * 2 between accounts_known and accounts_known + 1 then own_{{ days }}d end
        ) as usual_{{ days }}d{{ ',' if not loop.last }}
        {% endfor -%}
    from own_change_ranks
    where accounts_known >= 20
    group by date_week

),

typical_changes as (

    select
        {{ api_call_volume.all_columns('own_changes', ['date_week']) }},
        {% for days in windows -%}
        {% set own, usual = 'own_changes.own_' ~ days ~ 'd', 'fleet_changes.usual_' ~ days ~ 'd' -%}
        case
            when {{ usual }} > 0.8 * {{ own }} then ({{ own }} + {{ usual }}) / 2
            when {{ usual }} is null then {{ own }}
            else 0.9 * {{ own }}
        end as typical_{{ days }}d{{ ',' if not loop.last }}
        {% endfor -%}
    from own_changes
    left join fleet_changes on own_changes.date_week = fleet_changes.date_week

),

strengths as (
    {% for days in windows %}
    select
        date_week,
        account_id,
        -lowest_{{ days }}d / typical_{{ days }}d as fall_strength,
        highest_{{ days }}d / typical_{{ days }}d as rise_strength
    from typical_changes
    where typical_{{ days }}d > 0
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- 0 where the calls were above, or below, what they were before on each day.
change_strengths as (

    select
        date_week,
        account_id,
        {% for which in ['fall', 'rise'] -%}
        cast(
            max(case when {{ which }}_strength > 0 then {{ which }}_strength else 0 end) as {{ numeric }}
        ) as {{ which }}_strength{{ ',' if not loop.last }}
        {% endfor -%}
    from strengths
    group by date_week, account_id

)
{%- endmacro %}
