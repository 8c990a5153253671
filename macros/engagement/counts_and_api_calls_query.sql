{% macro counts_and_api_calls_query(counts, api_calls) %}
    {#-
        The CTE of an engagement mart that has the numerator and denominator of the CTE `counts` and the API
        calls of the CTE `api_calls` in one row for each period and account. The calls are beside the
        numerator and not in it: they have no session, user or object to be a share of.
    -#}
    select
        coalesce(counts.period_grain, api_calls.period_grain) as period_grain,
        coalesce(counts.period_start, api_calls.period_start) as period_start,
        coalesce(counts.account_id, api_calls.account_id) as account_id,
        cast(coalesce(counts.numerator, 0) as {{ dbt.type_bigint() }}) as numerator,
        cast(coalesce(counts.denominator, 0) as {{ dbt.type_bigint() }}) as denominator,
        cast(coalesce(api_calls.api_calls, 0) as {{ dbt.type_numeric() }}) as numerator_api
    from {{ counts }} as counts
    full outer join {{ api_calls }} as api_calls
        on
            counts.period_grain = api_calls.period_grain
            and counts.period_start = api_calls.period_start
            and counts.account_id = api_calls.account_id
{%- endmacro %}
