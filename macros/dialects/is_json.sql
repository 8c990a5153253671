{% macro is_json(expression) %}
    {#- A predicate: the text is JSON. Null or false where the text is null. -#}
    {{ return(adapter.dispatch('is_json', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__is_json(expression) %}
    {{ return(api_call_volume.not_supported('is_json')) }}
{% endmacro %}

{% macro duckdb__is_json(expression) %}
    {{ return('json_valid(' ~ expression ~ ')') }}
{% endmacro %}

{% macro postgres__is_json(expression) %}
    {{ return('(' ~ target.schema ~ '.api_call_volume_try_jsonb(' ~ expression ~ ') is not null)') }}
{% endmacro %}

{#- Spark's parsers stop at the end of the first object, whatever follows it; an array they read to its end. -#}
{% macro spark__is_json(expression) %}
    {{ return("(coalesce(size(from_json('[' || " ~ expression ~ " || ']', 'array<string>')), 0) = 1)") }}
{% endmacro %}

{% macro snowflake__is_json(expression) %}
    {{ return('(try_parse_json(' ~ expression ~ ') is not null)') }}
{% endmacro %}

{% macro bigquery__is_json(expression) %}
    {{ return('(safe.parse_json(' ~ expression ~ ", wide_number_mode => 'round') is not null)") }}
{% endmacro %}

{% macro redshift__is_json(expression) %}
    {{ return('can_json_parse(' ~ expression ~ ')') }}
{% endmacro %}

{% macro trino__is_json(expression) %}
    {{ return('(try(json_parse(' ~ expression ~ ')) is not null)') }}
{% endmacro %}

{% macro clickhouse__is_json(expression) %}
    {{ return('isValidJSON(' ~ expression ~ ')') }}
{% endmacro %}
