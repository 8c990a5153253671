{{ config(unique_key='date_month', meta={'rows_where': 'attribute_name is not null'}) }}
{%- do api_call_volume.table_layout('date_month', ['attribute_name', 'metric']) %}

{%- set least_accounts = api_call_volume.least_benchmark_accounts() %}

{%- set versions = api_call_volume.segment_versions_query() %}
{%- set months_to_build = api_call_volume.periods_to_build(versions, 'month') %}

{{ api_call_volume.skip_unless_due(months_to_build) }}

with

months as (

    {{ api_call_volume.periods_query(versions, months_to_build, 'date_month') }}

),

account_values as (

    {{ api_call_volume.benchmarked_values_query('select date_month from months') }}

),

ranked_values as (

    select
        date_month,
        attribute_name,
        attribute_value,
        metric,
        account_value,
        row_number() over (
            partition by date_month, attribute_name, attribute_value, metric order by account_value
        ) as value_rank,
        count(*) over (partition by date_month, attribute_name, attribute_value, metric) as accounts_of_segment
    from account_values

),

benchmarks as (

    select
        date_month,
        attribute_name,
        attribute_value,
        metric,
        count(*) as accounts,
        min(case when value_rank * 100 >= accounts_of_segment * 25 then account_value end) as p25,
        min(case when value_rank * 100 >= accounts_of_segment * 50 then account_value end) as p50,
        min(case when value_rank * 100 >= accounts_of_segment * 75 then account_value end) as p75
    from ranked_values
    group by date_month, attribute_name, attribute_value, metric

)

-- A month that has no rows any more, or is not complete any more, is one row without an attribute.
select
    months.date_month,
    benchmarks.attribute_name,
    benchmarks.attribute_value,
    benchmarks.metric,
    cast(benchmarks.accounts as {{ dbt.type_bigint() }}) as accounts,
    -- Of few accounts, percentiles would show what single ones do.
    {%- for percentile in ['p25', 'p50', 'p75'] %}
    cast(
        case when benchmarks.accounts >= {{ least_accounts }} then benchmarks.{{ percentile }} end as {{ dbt.type_numeric() }}
    ) as {{ percentile }},
    {%- endfor %}
    months.is_complete_period,
    months.data_version
from months
left join benchmarks on months.date_month = benchmarks.date_month and months.data_version is not null
