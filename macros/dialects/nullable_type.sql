{% macro nullable_type(data_type) %}
    {#- The ClickHouse type for a declared type, or for that of a query's column: a whole number with its sign, and null allowed. -#}
    {%- set types = {
        'string': 'String', 'bigint': 'Int64', 'integer': 'Int32', 'boolean': 'Bool', 'date': api_call_volume.type_date(),
        'timestamp': api_call_volume.type_utc_timestamp(), 'DateTime': api_call_volume.type_utc_timestamp(), 'Date': api_call_volume.type_date(),
        'UInt64': 'Int64', 'UInt32': 'Int64', 'UInt16': 'Int32'
    } -%}
    {%- set inner = modules.re.sub('^LowCardinality[(](.*)[)]$', '\\1', data_type) -%}
    {%- set inner = modules.re.sub('^Nullable[(](.*)[)]$', '\\1', inner) -%}
    {%- set inner = types.get(inner, inner) -%}
    {{ return(inner if modules.re.match('Array|Map|Tuple|Variant|Dynamic|JSON', inner) else 'Nullable(' ~ inner ~ ')') }}
{% endmacro %}
