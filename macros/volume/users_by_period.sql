{% macro users_by_period(user_calls, days, period) %}
    {#- Distinct users by period, account and integration, counted exactly: they can't be summed over days. -#}
    {%- set date_period = 'date_' ~ period -%}
    select
        {{ days }}.{{ date_period }},
        {{ user_calls }}.account_id,
        {{ user_calls }}.integration_id,
        count(distinct {{ user_calls }}.user_id) as active_users
    from {{ user_calls }}
    inner join {{ days }} on {{ user_calls }}.date_day = {{ days }}.date_day
    group by {{ days }}.{{ date_period }}, {{ user_calls }}.account_id, {{ user_calls }}.integration_id
{%- endmacro %}
