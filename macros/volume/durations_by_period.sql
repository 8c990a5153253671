{% macro durations_by_period(duration_calls, days, period) %}
    {#-
        Mean and percentiles of the duration by period, account and integration, over the histogram of
        int_duration_calls. A percentile is, by the nearest-rank method, the mean duration of the first
        bucket that reaches the rank: off by less than 2 %, and exact where the calls of the bucket are
        alike. No row where no call has a known duration.
    -#}
    {%- set cell = 'date_' ~ period ~ ', account_id, integration_id' -%}
    select
        {{ cell }},
        sum(duration_us_total) / 1000 / sum(timed_calls) as duration_ms_avg,
        {%- for percentile in [50, 95, 99] %}
        min(
            case when calls_up_to_bucket * 100 >= calls_of_cell * {{ percentile }} then duration_us_total / 1000 / timed_calls end
        ) as duration_ms_p{{ percentile }}{{ ',' if not loop.last }}
        {%- endfor %}
    from (
        select
            {{ cell }},
            timed_calls,
            duration_us_total,
            sum(timed_calls) over (
                partition by {{ cell }} order by duration_bucket rows between unbounded preceding and current row
            ) as calls_up_to_bucket,
            sum(timed_calls) over (partition by {{ cell }}) as calls_of_cell
        from (
            select
                {{ days }}.{{ 'date_' ~ period }},
                {{ duration_calls }}.account_id,
                {{ duration_calls }}.integration_id,
                {{ duration_calls }}.duration_bucket,
                sum({{ duration_calls }}.timed_calls) as timed_calls,
                sum({{ duration_calls }}.duration_us_total) as duration_us_total
            from {{ duration_calls }}
            inner join {{ days }} on {{ duration_calls }}.date_day = {{ days }}.date_day
            where {{ duration_calls }}.timed_calls > 0
            group by
                {{ days }}.{{ 'date_' ~ period }},
                {{ duration_calls }}.account_id,
                {{ duration_calls }}.integration_id,
                {{ duration_calls }}.duration_bucket
        ) as buckets
    ) as ranked_buckets
    group by {{ cell }}
{%- endmacro %}
