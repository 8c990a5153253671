{% macro counts_and_api_calls_query(counts, api_calls) %}
    {#-
        A query, for an engagement mart: one row per period and account with the numerator and denominator of the CTE
        `counts` and the API calls of the CTE `api_calls`. The calls are not part of the numerator: they have no
        session, user or object that the denominator could count.
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
