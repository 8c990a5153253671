{% macro routes_by_period(route_calls, days, period) %}
    {#- Distinct routes by period, account and integration, counted exactly: they can't be summed over days. -#}
    {%- set date_period = 'date_' ~ period -%}
    select
        {{ days }}.{{ date_period }},
        {{ route_calls }}.account_id,
        {{ route_calls }}.integration_id,
        count(distinct nullif({{ route_calls }}.http_route, '(unattributed)')) as active_routes
    from {{ route_calls }}
    inner join {{ days }} on {{ route_calls }}.date_day = {{ days }}.date_day
    group by {{ days }}.{{ date_period }}, {{ route_calls }}.account_id, {{ route_calls }}.integration_id
{%- endmacro %}
