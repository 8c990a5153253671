{% macro calls_by_period(route_calls, periods, period_column) %}
    {#-
        Calls by outcome, bytes, durations and routes for each period, account and integration: from a
        CTE of int_route_calls and one that says which period each date_day belongs to.
    -#}
    select
        {{ periods }}.{{ period_column }},
        {{ route_calls }}.account_id,
        {{ route_calls }}.integration_id,
        sum({{ route_calls }}.api_calls) as api_calls,
        {%- for outcome, column in {
            'success': 'successful_calls',
            'client_error': 'client_error_calls',
            'auth_failed': 'auth_failed_calls',
            'rate_limited': 'rate_limited_calls',
            'server_error': 'server_error_calls',
            'aborted': 'aborted_calls',
        }.items() %}
        sum(case when {{ route_calls }}.outcome = '{{ outcome }}' then {{ route_calls }}.api_calls else 0 end) as {{ column }},
        {%- endfor %}
        count(distinct nullif({{ route_calls }}.http_route, '(unattributed)')) as active_routes,
        count(distinct {{ route_calls }}.date_day) as active_days,
        sum({{ route_calls }}.request_bytes) as request_bytes,
        sum({{ route_calls }}.response_bytes) as response_bytes,
        sum({{ route_calls }}.duration_ms_total) / nullif(sum({{ route_calls }}.timed_calls), 0) as duration_ms_avg,
        min({{ route_calls }}.first_called_at) as first_called_at,
        max({{ route_calls }}.last_called_at) as last_called_at
    from {{ route_calls }}
    inner join {{ periods }} on {{ route_calls }}.date_day = {{ periods }}.date_day
    group by {{ periods }}.{{ period_column }}, {{ route_calls }}.account_id, {{ route_calls }}.integration_id
{% endmacro %}
