{%- do api_call_volume.table_layout(kept=false) %}
{%- set date = api_call_volume.type_date() %}
{%- set known_monday = "cast('1899-12-25' as " ~ date ~ ")" %}

with

daily_calls as (

    select * from {{ ref('fct_api_calls_daily') }}

),

-- Whole weeks and months, so that the key of every weekly and monthly fact is a day here.
bounds as (

    select
        min(date_day) as first_called_on,
        max(date_day) as last_called_on,
        {{ api_call_volume.period_start('min(date_day)', 'week') }} as first_week,
        {{ api_call_volume.period_start('min(date_day)', 'month') }} as first_month,
        {{ api_call_volume.next_period_start(api_call_volume.period_start('max(date_day)', 'week'), 'week') }} as week_after_last,
        {{ api_call_volume.next_period_start(api_call_volume.period_start('max(date_day)', 'month'), 'month') }} as month_after_last
    from daily_calls

),

spine as (

    select
        first_called_on,
        last_called_on,
        least(first_week, first_month) as first_day,
        greatest(week_after_last, month_after_last) as day_after_last
    from bounds

),

numbers as (

    {{ dbt.generate_series(65536) }}

),

days as (

    select
        spine.first_called_on,
        spine.last_called_on,
        cast({{ api_call_volume.timestamp_plus('day', 'numbers.generated_number - 1', 'spine.first_day') }} as {{ date }}) as date_day
    from numbers
    cross join spine
    where numbers.generated_number <= {{ dbt.datediff('spine.first_day', 'spine.day_after_last', 'day') }}

),

weekdays as (

    select
        date_day,
        date_day between first_called_on and last_called_on as has_facts,
        -- 1899-12-25 was a Monday
        cast(mod({{ dbt.datediff(known_monday, 'date_day', 'day') }}, 7) + 1 as {{ dbt.type_int() }}) as iso_day_of_week
    from days

)

select
    date_day,
    {{ api_call_volume.period_start('date_day', 'week') }} as date_week,
    {{ api_call_volume.period_start('date_day', 'month') }} as date_month,
    cast({{ dbt.date_trunc('quarter', 'date_day') }} as {{ date }}) as date_quarter,
    cast({{ dbt.date_trunc('year', 'date_day') }} as {{ date }}) as date_year,
    iso_day_of_week,
    case iso_day_of_week
        {%- for weekday in api_call_volume.weekdays() %}
        when {{ loop.index }} then '{{ weekday | capitalize }}'
        {%- endfor %}
    end as day_name,
    iso_day_of_week >= 6 as is_weekend,
    has_facts,
    {{ api_call_volume.policy_changes('date_day') }} as policy_changes
from weekdays
