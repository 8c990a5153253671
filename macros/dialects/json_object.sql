{% macro json_object(values) %}
    {#- A JSON object, as a text, of `values` (key -> SQL expression of a text). -#}
    {{ return(adapter.dispatch('json_object', 'api_call_volume')(values)) }}
{% endmacro %}

{% macro default__json_object(values) %}
    {{ return(api_call_volume.not_supported('json_object')) }}
{% endmacro %}

{% macro json_object_arguments(values) %}
    {%- for key, value in values.items() -%}
    '{{ key | replace("'", "''") }}', {{ value }}{{ ', ' if not loop.last }}
    {%- endfor -%}
{% endmacro %}

{% macro duckdb__json_object(values) %}
    cast(json_object({{ api_call_volume.json_object_arguments(values) }}) as varchar)
{% endmacro %}

{#- A function of Postgres takes 100 arguments: of more than 50 keys, the objects are put together as texts. -#}
{% macro postgres__json_object(values) %}
    {%- for batch in values.items() | batch(50) -%}
    {%- set json -%}
        cast(json_build_object({{ api_call_volume.json_object_arguments(dict(batch)) }}) as text)
    {%- endset -%}
    {%- set json = json if loop.first else "ltrim(" ~ json ~ ", '{')" -%}
    {{ json if loop.last else "rtrim(" ~ json ~ ", '}')" }}
    {%- if not loop.last %} || ', ' || {% endif -%}
    {%- endfor -%}
{% endmacro %}

{% macro spark__json_object(values) %}
    to_json(
        named_struct({{ api_call_volume.json_object_arguments(values) }}), map('ignoreNullFields', 'false')
    )
{% endmacro %}

{% macro snowflake__json_object(values) %}
    to_json(object_construct_keep_null({{ api_call_volume.json_object_arguments(values) }}))
{% endmacro %}

{% macro bigquery__json_object(values) %}
    to_json_string(json_object({{ api_call_volume.json_object_arguments(values) }}))
{% endmacro %}

{% macro redshift__json_object(values) %}
    json_serialize(object({{ api_call_volume.json_object_arguments(values) }}))
{% endmacro %}

{% macro trino__json_object(values) %}
    json_format(cast(map(
        array['{{ values.keys() | join("', '") }}'],
        array[{{ values.values() | join(', ') }}]
    ) as json))
{% endmacro %}

{% macro clickhouse__json_object(values) %}
    {%- set members = [] -%}
    {%- for key, value in values.items() -%}
        {%- do members.append(api_call_volume.text_literal(tojson(key) ~ ':') ~ " || coalesce(toJSONString(" ~ value ~ "), 'null')") -%}
    {%- endfor -%}
    '{' || {{ members | join(" || ',' || ") }} || '}'
{% endmacro %}
