{% macro periods_with_moved_account_start(period) %}
    {#-
        A query, in an increment of a weekly or monthly fact: its periods (period_grain, period_start) with a
        row whose account called before and that says it did not, or the other way round.
    -#}
    {%- set start = 'date_' ~ period -%}
    select
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        fact.{{ start }} as period_start
    from {{ this }} as fact
    inner join (
        select
            account_id,
            {{ api_call_volume.period_start('min(date_day)', period) }} as first_period
        from {{ ref('fct_api_calls_daily') }}
        group by account_id
    ) as account_starts
        on fact.account_id = account_starts.account_id
    where
        (fact.previous_period_calls is null and fact.{{ start }} <> account_starts.first_period)
        or (fact.previous_period_calls is not null and fact.{{ start }} = account_starts.first_period)
{%- endmacro %}
