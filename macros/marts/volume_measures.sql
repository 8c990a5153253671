{% macro volume_measures(calls='calls', users='users', percentiles='percentiles') %}
    {#- The measures that the daily, weekly and monthly facts have in common, from the CTEs that compute them. -#}
    {%- set numeric = dbt.type_numeric() -%}
    cast({{ calls }}.api_calls as {{ numeric }}) as api_calls,
    {%- for outcome in ['successful', 'client_error', 'auth_failed', 'rate_limited', 'server_error', 'aborted'] %}
    cast({{ calls }}.{{ outcome }}_calls as {{ numeric }}) as {{ outcome }}_calls,
    {%- endfor %}
    cast(coalesce({{ users }}.active_users, 0) as {{ dbt.type_bigint() }}) as active_users,
    cast({{ calls }}.active_routes as {{ dbt.type_bigint() }}) as active_routes,
    cast({{ calls }}.request_bytes as {{ dbt.type_bigint() }}) as request_bytes,
    cast({{ calls }}.response_bytes as {{ dbt.type_bigint() }}) as response_bytes,
    cast({{ calls }}.duration_ms_avg as {{ numeric }}) as duration_ms_avg,
    {%- for percentile in [50, 95, 99] %}
    cast({{ percentiles }}.duration_ms_p{{ percentile }} as {{ numeric }}) as duration_ms_p{{ percentile }},
    {%- endfor %}
    {{ calls }}.first_called_at,
    {{ calls }}.last_called_at
{%- endmacro %}
