{% macro users_by_period(user_calls, periods, period_column) %}
    {#- Distinct users for each period, account and integration, counted exactly: they can't be summed over days. -#}
    select
        {{ periods }}.{{ period_column }},
        {{ user_calls }}.account_id,
        {{ user_calls }}.integration_id,
        count(distinct {{ user_calls }}.user_id) as active_users
    from {{ user_calls }}
    inner join {{ periods }} on {{ user_calls }}.date_day = {{ periods }}.date_day
    group by {{ periods }}.{{ period_column }}, {{ user_calls }}.account_id, {{ user_calls }}.integration_id
{% endmacro %}
