{% macro wrapper_fields(record_keys) %}
    {#-
        Where shippers put the record that they wrap, as a list of paths (see key_path), the first that is there being the
        one. Without those that are keys of the format's own records (`record_keys`).
    -#}
    {%- set paths = [
        'message', 'MESSAGE', '@message', 'log', 'LogMessage', 'LogEntry', 'line', '_raw', 'textPayload', 'jsonPayload', 'properties.log',
        'detail', 'event', '_source'
    ] -%}
    {%- set foreign = [] -%}
    {%- for path in paths if path.split('.')[0] not in record_keys -%}
        {%- do foreign.append(path) -%}
    {%- endfor -%}
    {{ return(foreign) }}
{% endmacro %}
