{% macro growth_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_growth_accounting: each complete week and month from the first
        call of an account on, whether or not anybody called in it, with all calls up to its end.
    -#}
    {%- set versions -%}
        {%- for period, fact in {'week': 'fct_account_calls_weekly', 'month': 'fct_account_calls_monthly'}.items() %}
        select distinct
            cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
            date_{{ period }} as period_start,
            data_version as version
        from {{ ref(fact) }}

        union all
        {%- endfor %}

        -- a period without any call has no row in the fact
        select distinct
            cast(period_grain as {{ dbt.type_string() }}) as period_grain,
            period_start,
            0 as version
        from {{ ref('fct_account_periods') }}
    {%- endset -%}
    select
        cumulative.period_grain,
        cumulative.period_start,
        cumulative.version
    from (
        {{ api_call_volume.cumulative_versions_query(versions) }}
    ) as cumulative
    cross join {{ api_call_volume.relation_as(ref('int_completeness'), 'int_completeness') }}
    inner join (
        {%- for period, fact in {'week': 'fct_account_calls_weekly', 'month': 'fct_account_calls_monthly'}.items() %}
        select
            cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
            min(date_{{ period }}) as first_start
        from {{ ref(fact) }}
        where account_id <> '(unattributed)' and api_calls > 0
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    ) as first_periods
        on cumulative.period_grain = first_periods.period_grain and cumulative.period_start >= first_periods.first_start
    where
        {{ api_call_volume.next_period_start('cumulative.period_start', 'cumulative.period_grain') }}
        <= int_completeness.complete_before
{%- endmacro %}
