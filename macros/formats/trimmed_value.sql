{% macro trimmed_value(source, column, given) %}
    {#-
        What the column `given` has for the canonical column `column`. Texts of log records are trimmed, and of a JSON list of
        user agents, as gateways log a header that a client repeats, this is the first; values of a tabular source stay as they are.
    -#}
    {%- set texts = [
        'account_id', 'integration_id', 'user_id', 'credential_id', 'http_request_method', 'http_route', 'region',
        'user_agent_original', 'api_version'
    ] + api_call_volume.call_dimensions(own=true) -%}
    {%- if source.format == 'columns' or column not in texts -%}
        {{ return(given) }}
    {%- elif column != 'user_agent_original' -%}
        {{ return(api_call_volume.trimmed_where_needed(given)) }}
    {%- endif -%}
    case
        when {{ given }} like '["%'
            then {{ api_call_volume.trimmed(
                api_call_volume.regexp_replace_all(given, '^\\["(([^"\\\\]|\\\\.)*)".*$', '\\1') | trim
            ) }}
        else {{ api_call_volume.trimmed_where_needed(given) }}
    end
{%- endmacro %}
