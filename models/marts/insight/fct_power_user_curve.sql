{%- do api_call_volume.table_layout(kept=false) %}

with

internal_accounts as (

    {{ api_call_volume.internal_accounts_query() }}

),

power_users as (

    select * from {{ ref('fct_power_users') }}

),

curve as (

    select
        power_users.date_week,
        power_users.active_days_28 as active_days,
        count(*) as users,
        sum(power_users.api_calls) as api_calls
    from power_users
    left join internal_accounts on power_users.account_id = internal_accounts.account_id
    where
        power_users.account_id <> '(unattributed)'
        and internal_accounts.account_id is null
    group by power_users.date_week, power_users.active_days_28

)

select
    date_week,
    active_days,
    cast(users as {{ dbt.type_bigint() }}) as users,
    cast(
        cast(users as {{ api_call_volume.type_double() }}) / sum(users) over (partition by date_week) as {{ dbt.type_numeric() }}
    ) as share_of_users,
    cast(api_calls as {{ dbt.type_numeric() }}) as api_calls,
    active_days >= {{ api_call_volume.power_user_days() }} as is_power_user
from curve
