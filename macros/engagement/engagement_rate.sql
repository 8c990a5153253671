{% macro engagement_rate(counted, feature, periods_to_build) %}
    {#-
        The end of an engagement mart, from the CTEs `periods` (see periods_cte) and `counted`
        (period_grain, period_start, account_id, numerator, denominator), and the calls of the `feature`
        through the API. The calls stand beside the numerator and not in it: they have no session, user or
        object to be a share of. A period to build that has no rows any more is one row without an account.
    -#}
api_calls as (

    select *
    from {{ ref('int_api_feature_calls') }}
    where
        feature = '{{ feature }}'
        and {{ api_call_volume.in_periods(periods_to_build) }}

),

api_calls_by_period as (

    {{ api_call_volume.in_each_grain('api_calls', periods_to_build=periods_to_build) }}

),

counted_api_calls as (

    select
        period_grain,
        period_start,
        account_id,
        sum(api_calls) as api_calls
    from api_calls_by_period
    group by period_grain, period_start, account_id

),

put_together as (

    select
        coalesce(counted.period_grain, counted_api_calls.period_grain) as period_grain,
        coalesce(counted.period_start, counted_api_calls.period_start) as period_start,
        coalesce(counted.account_id, counted_api_calls.account_id) as account_id,
        cast(coalesce(counted.numerator, 0) as {{ dbt.type_bigint() }}) as numerator,
        cast(coalesce(counted.denominator, 0) as {{ dbt.type_bigint() }}) as denominator,
        cast(coalesce(counted_api_calls.api_calls, 0) as {{ dbt.type_numeric() }}) as numerator_api
    from {{ counted }} as counted
    full outer join counted_api_calls
        on
            counted.period_grain = counted_api_calls.period_grain
            and counted.period_start = counted_api_calls.period_start
            and counted.account_id = counted_api_calls.account_id

)

select
    periods.period_grain,
    periods.period_start,
    put_together.account_id,
    put_together.numerator,
    put_together.denominator,
    cast(
        cast(put_together.numerator as {{ api_call_volume.type_double() }}) / nullif(put_together.denominator, 0)
        as {{ dbt.type_numeric() }}
    ) as rate,
    put_together.numerator as numerator_product,
    put_together.numerator_api,
    periods.is_complete_period,
    periods.data_version
from periods
{{ 'inner' if periods_to_build is none else 'left' }} join put_together
    on
        periods.period_grain = put_together.period_grain
        and periods.period_start = put_together.period_start
{%- endmacro %}
