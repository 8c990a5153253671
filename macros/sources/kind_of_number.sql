{% macro kind_of_number(data_type) %}
    {#-
        What the values of a column of this data type, as the warehouse names it, are: `integer` where a bigint holds
        them, `number` where a double does; none where it is no type of numbers, or none.
    -#}
    {% set data_type = (data_type or '') | lower %}
    {% if data_type in [
        'tinyint', 'smallint', 'int', 'integer', 'bigint', 'int64', 'int32', 'int16', 'int8', 'uint32', 'uint16', 'uint8'
    ] %}
        {{ return('integer') }}
    {% elif data_type.split('(')[0] in [
        'hugeint', 'utinyint', 'usmallint', 'uinteger', 'ubigint', 'decimal', 'numeric', 'number',
        'real', 'float', 'float64', 'uint64', 'double', 'double precision', 'fixed', 'bignumeric'
    ] %}
        {{ return('number') }}
    {% endif %}
    {{ return(none) }}
{% endmacro %}
