{% macro non_additive_measures(period, caller=['account_id', 'integration_id']) %}
    {#-
        The CTEs `users`, `routes` and `durations`, by period and caller: what can't be summed over days or
        integrations. From the CTEs user_calls, route_calls, duration_calls and calls. `caller` is the columns that
        tell callers apart: an account's integrations, or accounts. Without a `period`, rows of all grains at once, with
        their period_grain and period_start (see in_each_grain).

        The percentiles of durations (p50, p95, p99) are computed here.
        A percentile is, by the nearest-rank method, the mean duration of the first bucket of the histogram that
        reaches the rank: off by less than 2 %, and exact where the calls of the bucket are alike. No row of
        `durations` where no call has a known duration.
    -#}
    {%- set keys = ['date_' ~ period] if period else ['period_grain', 'period_start'] -%}
    {%- set of_rows, of_durations = [], [] -%}
    {%- for key in keys -%}
        {%- do of_rows.append(api_call_volume.period_start('date_day', period) if period else key) -%}
        {%- do of_durations.append(
            api_call_volume.period_start('duration_calls.date_day', period) if period else 'duration_calls.' ~ key
        ) -%}
    {%- endfor -%}
users as (

    select
        {% for key in keys -%}
        {{ of_rows[loop.index0] ~ ' as ' ~ key if period else key }},
        {% endfor -%}
        {{ caller | join(',\n        ') }},
        count(distinct user_id) as active_users
    from user_calls
    group by {{ (of_rows + caller) | join(', ') }}

),

routes as (

    select
        {% for key in keys -%}
        {{ of_rows[loop.index0] ~ ' as ' ~ key if period else key }},
        {% endfor -%}
        {{ caller | join(',\n        ') }},
        count(distinct nullif(http_route, '(unattributed)')) as active_routes
    from route_calls
    group by {{ (of_rows + caller) | join(', ') }}

),

-- The histogram is the largest input. Numbers are sorted and grouped faster than pairs of texts, on DuckDB only if
-- no other join comes before this one: the period is an expression here, not looked up by date.
numbered_callers as (

    select
        {{ caller | join(',\n        ') }},
        cast(row_number() over (order by {{ caller | join(', ') }}) as {{ dbt.type_int() }}) as caller_number
    from (
        select distinct {{- ' ' if caller | length == 1 else '\n            ' }}{{ caller | join(',\n            ') }}
        from calls
    ) as callers

),

duration_buckets as (

    select
        {% for key in keys -%}
        {{ of_durations[loop.index0] ~ (' as ' ~ key if period) }},
        {% endfor -%}
        numbered_callers.caller_number,
        duration_calls.duration_bucket,
        sum(duration_calls.timed_calls) as timed_calls,
        sum(duration_calls.duration_us_total) as duration_us_total
    from duration_calls
    inner join numbered_callers
        on
            {% for column in caller -%}
            duration_calls.{{ column }} = numbered_callers.{{ column }}
            {{- '\n            and ' if not loop.last }}
            {%- endfor %}
    where duration_calls.timed_calls > 0
    group by
        {{ of_durations | join(',\n        ') }},
        numbered_callers.caller_number,
        duration_calls.duration_bucket

),

ranked_buckets as (

    select
        {{ keys | join(',\n        ') }},
        caller_number,
        timed_calls,
        duration_us_total,
        sum(timed_calls) over (
            partition by {{ keys | join(', ') }}, caller_number
            order by duration_bucket
            rows between unbounded preceding and current row
        ) as calls_up_to_bucket,
        sum(timed_calls) over (partition by {{ keys | join(', ') }}, caller_number) as calls_of_period
    from duration_buckets

),

percentiles as (

    select
        {{ keys | join(',\n        ') }},
        caller_number,
        sum(duration_us_total) / 1000 / sum(timed_calls) as duration_ms_avg
        {%- for percentile in [50, 95, 99] %},
        min(
            case
                when calls_up_to_bucket * 100 >= calls_of_period * {{ percentile }}
                    then duration_us_total / 1000 / timed_calls
            end
        ) as duration_ms_p{{ percentile }}
        {%- endfor %}
    from ranked_buckets
    group by {{ keys | join(', ') }}, caller_number

),

durations as (

    select
        percentiles.{{ keys | join(',\n        percentiles.') }},
        {% for column in caller -%}
        numbered_callers.{{ column }},
        {% endfor -%}
        percentiles.duration_ms_avg,
        percentiles.duration_ms_p50,
        percentiles.duration_ms_p95,
        percentiles.duration_ms_p99
    from percentiles
    inner join numbered_callers on percentiles.caller_number = numbered_callers.caller_number

)
{%- endmacro %}
