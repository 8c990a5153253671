{%- do api_call_volume.table_layout(kept=false) %}

with

benchmarks as (

    select * from {{ ref('fct_segment_benchmarks') }}

),

account_values as (

    {{ api_call_volume.benchmarked_values_query(
        'select distinct date_month from ' ~ api_call_volume.relation_as(ref('fct_segment_benchmarks'), 'benchmarks')
    ) }}

),

ranked_values as (

    select
        *,
        rank() over (partition by date_month, attribute_name, attribute_value, metric order by account_value) as value_rank,
        count(*) over (partition by date_month, attribute_name, attribute_value, metric, account_value) as equal_values
    from account_values

)

select
    ranked_values.date_month,
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
    benchmarks.p75
from ranked_values
inner join benchmarks
    on
        ranked_values.date_month = benchmarks.date_month
        and ranked_values.attribute_name = benchmarks.attribute_name
        and ranked_values.attribute_value = benchmarks.attribute_value
        and ranked_values.metric = benchmarks.metric
