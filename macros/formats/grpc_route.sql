{% macro grpc_route(path, is_known=true) %}
    {#-
        The path of a gRPC call, `/package.Service/Method`, which is its route as it is; null where a path has not this form.
        Where it is not known that the call is one, pass `is_known=false`: then the service has a package, and both
        names have a capital.
    -#}
    {%- set service = '[A-Za-z_][A-Za-z0-9_.]*' if is_known else '(?:[A-Za-z_][A-Za-z0-9_]*[.])+[A-Z][A-Za-z0-9_]*' -%}
    {%- set method = '[A-Za-z_][A-Za-z0-9_]*' if is_known else '[A-Z][A-Za-z0-9_]*' -%}
    case when {{ api_call_volume.regexp_matches_text(path, '^/' ~ service ~ '/' ~ method ~ '$') }} then {{ path }} end
{%- endmacro %}
