{% macro top_user_ctes() %}
    {#-
        CTEs of fct_findings, from its `customers` and `power_users`: the last one, `top_users`, has each account's weeks with
        each user of the four weeks before, the user's calls in these (calls_before) and in the week (calls_now), and the
        account's calls in the four weeks, at least those that its users made.
    -#}
-- The users of the four weeks before each week that has calls of known users.
user_weeks_before as (
    {% for weeks_later in range(1, 5) %}
    select
        {{ api_call_volume.next_period_start('date_week', 'week', weeks_later) }} as date_week,
        account_id,
        user_id,
        api_calls
    from power_users
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

users_before as (

    select
        date_week,
        account_id,
        user_id,
        sum(api_calls) as calls_before,
        sum(sum(api_calls)) over (partition by date_week, account_id) as calls_of_users_before
    from user_weeks_before
    group by date_week, account_id, user_id

),

account_weeks_before as (
    {% for weeks_later in range(1, 5) %}
    select
        {{ api_call_volume.next_period_start('date_week', 'week', weeks_later) }} as date_week,
        account_id,
        api_calls
    from customers
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

accounts_before as (

    select
        date_week,
        account_id,
        sum(api_calls) as account_calls_before
    from account_weeks_before
    group by date_week, account_id

),

-- A week in which no known user called says nothing about one of them.
weeks_with_users as (

    select distinct
        date_week,
        account_id
    from power_users

),

top_users as (

    select
        customers.account_id,
        customers.date_week,
        users_before.calls_before,
        -- fewer than those of its users, where calls were taken back: only one of them made more than half
        case
            when users_before.calls_of_users_before > accounts_before.account_calls_before then users_before.calls_of_users_before
            else accounts_before.account_calls_before
        end as account_calls_before,
        coalesce(power_users.api_calls, 0) as calls_now
    from customers
    inner join weeks_with_users
        on customers.date_week = weeks_with_users.date_week and customers.account_id = weeks_with_users.account_id
    inner join accounts_before
        on customers.date_week = accounts_before.date_week and customers.account_id = accounts_before.account_id
    inner join users_before
        on customers.date_week = users_before.date_week and customers.account_id = users_before.account_id
    left join power_users
        on
            customers.date_week = power_users.date_week
            and customers.account_id = power_users.account_id
            and users_before.user_id = power_users.user_id

)
{%- endmacro %}
