{% macro wrapper_keys() %}
    {#- Keys that shippers write beside a record, too: what a record has under them does not tell that it is of a format. -#}
    {{ return([
        '@timestamp', 'account', 'category', 'date', 'host', 'id', 'index', 'level', 'location', 'metadata', 'path', 'region', 'severity',
        'source', 'stream', 'time', 'timestamp', 'ts', 'type', 'version'
    ]) }}
{% endmacro %}
