{% macro known_route(routes) %}
    {#-
        The template of a call among the routes of its source (see route_templates), or null: SQL over http_request_method
        and requested_path. The first that matches is the most specific. A parameter is one segment: path and
        pattern have as many slashes.
    -#}
    {%- set method = 'upper(trim(http_request_method))' -%}
    {%- set depths = routes | map(attribute='depth') | unique | sort -%}
    case case when requested_path = '/' then 0 else length(requested_path) - length(replace(requested_path, '/', '')) end
        {%- for depth in depths %}
        when {{ depth }} then case
            {%- for route in routes if route.depth == depth %}
            when {{ method ~ ' = ' ~ api_call_volume.text_literal(route.method) ~ ' and ' if route.method }}
                {{- api_call_volume.matches_wildcard('requested_path', api_call_volume.text_literal(route.pattern)) }}
                then {{ api_call_volume.text_literal(route.template) }}
            {%- endfor %}
        end
        {%- endfor %}
    end
{%- endmacro %}
