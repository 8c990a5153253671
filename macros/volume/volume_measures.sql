{% macro volume_measures() %}
    {#-
        The measures that the daily, weekly and monthly facts have in common, in their types, from the
        CTEs calls, users, routes and durations.
    -#}
    {%- set numeric = dbt.type_numeric() -%}
    cast(calls.api_calls as {{ numeric }}) as api_calls,
    {%- for column in api_call_volume.outcome_columns().values() %}
    cast(calls.{{ column }} as {{ numeric }}) as {{ column }},
    {%- endfor %}
    cast(coalesce(users.active_users, 0) as {{ dbt.type_bigint() }}) as active_users,
    cast(routes.active_routes as {{ dbt.type_bigint() }}) as active_routes,
    cast(calls.request_bytes as {{ api_call_volume.type_sum(whole=true) }}) as request_bytes,
    cast(calls.response_bytes as {{ api_call_volume.type_sum(whole=true) }}) as response_bytes,
    {%- for measure in ['avg', 'p50', 'p95', 'p99'] %}
    cast(durations.duration_ms_{{ measure }} as {{ numeric }}) as duration_ms_{{ measure }},
    {%- endfor %}
    calls.first_called_at,
    calls.last_called_at
{%- endmacro %}
