{{ config(unique_key='date_month', meta={'rows_where': 'account_id is not null'}) }}
{%- do api_call_volume.table_layout('date_month', ['attribute_name', 'account_id']) %}

{#- A month's segments have the versions of its accounts, too. -#}
{%- set versions -%}
    select distinct
        cast('month' as {{ dbt.type_string() }}) as period_grain,
        date_month as period_start,
        data_version as version
    from {{ ref('fct_segment_benchmarks') }}
    where attribute_name is not null
{%- endset %}
{%- set months_to_build = api_call_volume.periods_to_build(versions, 'month') %}

{{ api_call_volume.skip_unless_due(months_to_build) }}

with

months as (

    {{ api_call_volume.periods_query(versions, months_to_build, 'date_month') }}

),

benchmarks as (

    select * from {{ ref('fct_segment_benchmarks') }}

),

account_values as (

    {{ api_call_volume.benchmarked_values_query('select date_month from months') }}

),

ranked_values as (

    select
        *,
        rank() over (partition by date_month, attribute_name, attribute_value, metric order by account_value) as value_rank,
        count(*) over (partition by date_month, attribute_name, attribute_value, metric, account_value) as equal_values
    from account_values

)

-- A month that has no rows any more, or is not complete any more, is one row without an account.
select
    months.date_month,
    ranked_values.account_id,
    ranked_values.attribute_name,
    ranked_values.attribute_value,
    ranked_values.metric,
    ranked_values.account_value,
    cast(
        case
            when benchmarks.accounts >= {{ api_call_volume.least_benchmark_accounts() }}
                then
                    (ranked_values.value_rank - 1 + cast(ranked_values.equal_values as {{ api_call_volume.type_double() }}) / 2)
                    / benchmarks.accounts
        end as {{ dbt.type_numeric() }}
    ) as mid_rank,
    benchmarks.accounts,
    benchmarks.p25,
    benchmarks.p50,
    benchmarks.p75,
    months.is_complete_period,
    months.data_version
from months
left join ranked_values on months.date_month = ranked_values.date_month and months.data_version is not null
left join benchmarks
    on
        ranked_values.date_month = benchmarks.date_month
        and ranked_values.attribute_name = benchmarks.attribute_name
        and ranked_values.attribute_value = benchmarks.attribute_value
        and ranked_values.metric = benchmarks.metric
