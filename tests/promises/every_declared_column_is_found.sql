{{ config(severity='warn') }}

-- What else is mapped has values: see declared_columns_without_values. This is a warning, since rows may have none for a
-- while.

{%- set columns = ['user_id', 'credential_id', 'http_request_method', 'http_route', 'duration_ms', 'request_bytes', 'response_bytes'] %}
{%- set columns = columns + ['region', 'user_agent_original', 'api_version'] %}

{{ api_call_volume.declared_columns_without_values(
    columns + api_call_volume.call_dimensions(own=true) + api_call_volume.call_measures()
) }}
