{% macro counted_calls_to_build(load_dates_to_build) %}
    {#-
        The CTEs that every rollup of counted calls begins with: `load_dates`, the load dates to build (all of them on
        a first build) with the version of their counted calls, and `counted_calls`, these calls. A rollup ends in
        `load_dates left join` its rows, so that a load date without counted calls is replaced as well.
    -#}
load_dates as (

    {{ api_call_volume.load_dates_query(load_dates_to_build, api_call_volume.counted_load_versions_query()) }}

),

counted_calls as (

    select *
    from {{ ref('int_counted_api_calls') }}
    where {{ api_call_volume.in_load_dates(load_dates_to_build) }}

)
{%- endmacro %}
