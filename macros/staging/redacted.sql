{% macro redacted(record) %}
    {#-
        A raw record without what must not leave staging: query strings, objects of headers and of
        query parameters, and values of keys that bear secrets or whole requests are replaced by `(redacted)`.
    -#}
    {%- set secret_keys = 'authorization|proxy-authorization|cookie|set-cookie|[a-z_-]*api[_-]?key|[a-z_-]*token|[a-z_-]*secret|password|passwd|signature|raw_request|raw_response' -%}
    {%- set quoted = '"([^"\\\\]|\\\\.)*"' -%}
    {%- set without_headers = api_call_volume.regexp_replace_all(
        record, '("[A-Za-z_]*([hH]eaders|[qQ]uery[A-Za-z_]*)") *: *[{][^{}]*[}]', '\\1: "(redacted)"'
    ) -%}
    {%- set without_secrets = api_call_volume.regexp_replace_all(
        without_headers, '(?i)"(' ~ secret_keys ~ ')" *: *(' ~ quoted ~ '|[^",{} ]+)', '"\\1": "(redacted)"'
    ) -%}
    {{ return(api_call_volume.regexp_replace_all(without_secrets, '[?][^" ]*', '?(redacted)')) }}
{% endmacro %}
