{% macro account_days_ctes() %}
    {#-
        CTEs, the last of which is `account_days`: the calls of each account by the day by which they are billed, date_day. Where
        accounts have time zones of their own, also `account_time_zones` (see account_time_zones_query).
    -#}
    {%- if api_call_volume.billing_periods_relation() -%}
        {%- set local_day_calls = ref('int_local_day_calls') -%}
        {%- do api_call_volume.check_local_days_are_built() -%}
    {%- endif -%}
    {%- if not api_call_volume.billing_time_zones() -%}
account_days as (

    select * from {{ ref('fct_account_calls_daily') }}

)
    {%- else -%}
    {%- set measures = ['api_calls'] + api_call_volume.outcome_columns().values() | list + api_call_volume.call_measures()
        + ['request_bytes', 'response_bytes'] -%}
account_time_zones as (

    {{ api_call_volume.account_time_zones_query() }}

),

calls_of_days as (

    select
        daily_calls.account_id,
        daily_calls.date_day,
        daily_calls.{{ measures | join(',\n        daily_calls.') }}
    from {{ api_call_volume.relation_as(ref('fct_account_calls_daily'), 'daily_calls') }}
    left join account_time_zones on daily_calls.account_id = account_time_zones.account_id
    where
        account_time_zones.account_id is null
        or daily_calls.date_day < account_time_zones.time_zone_from

    union all

    select
        local_calls.account_id,
        local_calls.local_day as date_day,
        local_calls.{{ measures | join(',\n        local_calls.') }}
    from {{ api_call_volume.relation_as(local_day_calls, 'local_calls') }}
    inner join account_time_zones
        on
            local_calls.account_id = account_time_zones.account_id
            and local_calls.time_zone = account_time_zones.time_zone
    where local_calls.date_day >= account_time_zones.time_zone_from

),

account_days as (

    select
        account_id,
        date_day,
        {%- for measure in measures %}
        sum({{ measure }}) as {{ measure }}{{ ',' if not loop.last }}
        {%- endfor %}
    from calls_of_days
    group by account_id, date_day

)
    {%- endif -%}
{%- endmacro %}
