{% macro due_periods(period) %}
    {#-
        A query: the days, weeks or months with counted calls, by the ledger: period_start, the version of
        the calls, whether the period is complete (1 or 0), and both in one number, `version`.
    -#}
    select
        period_start,
        data_version * 2 + is_complete as version,
        data_version,
        is_complete
    from (
        select
            days.period_start,
            cast(sum(days.data_version) as {{ dbt.type_bigint() }}) as data_version,
            case
                when {{ api_call_volume.next_period_start('days.period_start', period) }} <= max(completeness.complete_before)
                    then 1
                else 0
            end as is_complete
        from (
            select
                {{ api_call_volume.period_start('date_day', period) }} as period_start,
                data_version
            from {{ ref('fct_api_call_ledger') }}
            where rows_counted > 0
        ) as days
        cross join {{ ref('int_completeness') }} as completeness
        group by days.period_start
    ) as periods
{%- endmacro %}
