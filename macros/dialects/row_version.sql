{% macro row_version(columns) %}
    {#-
        A number that changes when one of the columns does: a hash of their values from 0 to 2^31 - 1, so that the
        sum over a billion rows fits a bigint. Each warehouse has its own hash: versions can't be compared between
        warehouses.
    -#}
    {{ return(adapter.dispatch('row_version', 'api_call_volume')(columns)) }}
{% endmacro %}

{% macro default__row_version(columns) %}
    {{ return(api_call_volume.not_supported('row_version')) }}
{% endmacro %}

{% macro duckdb__row_version(columns) %}
    cast(hash({{ columns | join(', ') }}) >> 33 as bigint)
{% endmacro %}

{% macro postgres__row_version(columns) %}
    hashtextextended(cast(row({{ columns | join(', ') }}) as text), 0) & 2147483647
{% endmacro %}

{% macro spark__row_version(columns) %}
    {#- xxhash64 skips nulls, so which columns are null has to be hashed as well. -#}
    xxhash64({{ columns | join(', ') }}, {{ columns | join(' is null, ') }} is null) & 2147483647
{% endmacro %}

{% macro snowflake__row_version(columns) %}
    bitand(hash({{ columns | join(', ') }}), 2147483647)
{% endmacro %}

{% macro bigquery__row_version(columns) %}
    (farm_fingerprint(to_json_string(struct({{ columns | join(', ') }}))) & 2147483647)
{% endmacro %}

{% macro redshift__row_version(columns) %}
    (strtol(substring(md5(coalesce({{ api_call_volume.joined_text(columns) }}, '')), 1, 8), 16) & 2147483647)
{% endmacro %}

{% macro trino__row_version(columns) %}
    bitwise_and(from_big_endian_64(xxhash64(to_utf8(coalesce({{ api_call_volume.joined_text(columns) }}, '')))), 2147483647)
{% endmacro %}

{% macro clickhouse__row_version(columns) %}
    cast(bitAnd(xxHash64(coalesce({{ api_call_volume.joined_text(columns) }}, '')), 2147483647) as Int64)
{% endmacro %}
