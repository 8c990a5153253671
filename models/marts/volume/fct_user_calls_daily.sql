{%- do api_call_volume.table_layout(kept=false) %}
{%- set measures = ['api_calls'] + api_call_volume.outcome_columns().values() | list %}

with

user_calls as (

    select * from {{ ref('int_user_calls') }}

),

days as (

    {{ api_call_volume.periods_query(api_call_volume.ledger_versions_query('day'), none, 'date_day') }}

),

calls as (

    select
        date_day,
        account_id,
        integration_id,
        {% for measure in measures -%}
        sum({{ measure }}) as {{ measure }},
        {% endfor -%}
        user_id
    from user_calls
    group by date_day, account_id, integration_id, user_id

)

select
    calls.date_day,
    calls.account_id,
    calls.integration_id,
    calls.user_id,
    {% for measure in measures -%}
    cast(calls.{{ measure }} as {{ dbt.type_numeric() }}) as {{ measure }},
    {% endfor -%}
    days.is_complete_period,
    days.data_version
from calls
inner join days on calls.date_day = days.date_day
