{% macro json_field(text, keys) %}
    {#- SQL: the field of a JSON text that `keys`, a list, lead to, as a text; null where it is not there, or where the text is no JSON. -#}
    {{ return(adapter.dispatch('json_field', 'api_call_volume')(text, keys)) }}
{% endmacro %}

{% macro default__json_field(text, keys) %}
    {{ return(api_call_volume.not_supported('json_field')) }}
{% endmacro %}

{% macro duckdb__json_field(text, keys) %}
    {{ return('try(json_extract_string(' ~ text ~ ", '$.\"" ~ keys | join('"."') ~ "\"'))") }}
{% endmacro %}

{% macro postgres__json_field(text, keys) %}
    {{ return('(' ~ target.schema ~ '.api_call_volume_try_jsonb(' ~ text ~ ") #>> '{\"" ~ keys | join('","') ~ "\"}')") }}
{% endmacro %}

{% macro spark__json_field(text, keys) %}
    {{ return('try_variant_get(try_parse_json(' ~ text ~ "), '$[\"" ~ keys | join('"]["') ~ "\"]', 'string')") }}
{% endmacro %}

{% macro snowflake__json_field(text, keys) %}
    {{ return('cast(try_parse_json(' ~ text ~ ")['" ~ keys | join("']['") ~ "'] as text)") }}
{% endmacro %}

{#- json_value returns scalars only. json_query returns `null` for a field that is null or missing. -#}
{% macro bigquery__json_field(text, keys) %}
    {%- set record = 'safe.parse_json(' ~ text ~ ", wide_number_mode => 'round')" -%}
    {%- set path = "'$.\"" ~ keys | join('"."') ~ "\"'" -%}
    coalesce(json_value({{ record }}, {{ path }}), nullif(to_json_string(json_query({{ record }}, {{ path }})), 'null'))
{% endmacro %}

{#- A text function, since the case of keys matters: see json_fields. It returns an empty text for null. -#}
{% macro redshift__json_field(text, keys) %}
    {{ return('nullif(json_extract_path_text(' ~ text ~ ", '" ~ keys | join("', '") ~ "', true), '')") }}
{% endmacro %}

{% macro trino__json_field(text, keys) %}
    {%- set path = "'$[\"" ~ keys | join('"]["') ~ "\"]'" -%}
    coalesce(
        json_extract_scalar(try(json_parse({{ text }})), {{ path }}),
        nullif(json_format(json_extract(try(json_parse({{ text }})), {{ path }})), 'null')
    )
{% endmacro %}

{% macro clickhouse__json_field(text, keys) %}
    {{ return('JSONExtract(' ~ text ~ ", '" ~ keys | join("', '") ~ "', 'Nullable(String)')") }}
{% endmacro %}
