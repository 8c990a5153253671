{% macro record_of_columns(keys) %}
    {#-
        A JSON object, as a text, with the keys of `keys` (key -> `column`, `is_nested`). In a column that
        `is_nested`, a text that holds JSON becomes that JSON; any other text stays a text.
    -#}
    {{ return(adapter.dispatch('record_of_columns', 'api_call_volume')(keys)) }}
{% endmacro %}

{% macro default__record_of_columns(keys) %}
    {{ return(api_call_volume.not_supported('record_of_columns')) }}
{% endmacro %}

{% macro duckdb__record_of_columns(keys) %}
    cast(json_object(
        {%- for key, value in keys.items() %}
        '{{ key }}', {% if value.is_nested -%}
        coalesce(try_cast(cast({{ value.column }} as varchar) as json), to_json({{ value.column }}))
        {%- else -%}
        {{ value.column }}
        {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    ) as varchar)
{% endmacro %}

{% macro postgres__record_of_columns(keys) %}
    cast(jsonb_build_object(
        {%- for key, value in keys.items() %}
        '{{ key }}', {% if value.is_nested -%}
        coalesce(
            {{ target.schema }}.api_call_volume_try_jsonb(cast({{ value.column }} as text)), to_jsonb({{ value.column }})
        )
        {%- else -%}
        {{ value.column }}
        {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    ) as text)
{% endmacro %}

{% macro spark__record_of_columns(keys) %}
    {%- set members = [] -%}
    {%- for key, value in keys.items() -%}
        {%- set member = (
            "substr(to_json(named_struct('v', " ~ value.column ~ "), map('ignoreNullFields', 'false')), 6)"
        ) -%}
        {%- set member = 'substr(' ~ member ~ ', 1, length(' ~ member ~ ') - 1)' -%}
        {%- if value.is_nested -%}
            {%- set text = 'cast(' ~ value.column ~ ' as string)' -%}
            {%- set member = 'case when try_parse_json(' ~ text ~ ') is not null then ' ~ text ~ ' else ' ~ member ~ ' end' -%}
        {%- endif -%}
        {%- do members.append("'" ~ tojson(key) ~ ":' || " ~ member) -%}
    {%- endfor -%}
    '{' || {{ members | join(" || ',' || ") }} || '}'
{% endmacro %}

{% macro snowflake__record_of_columns(keys) %}
    to_json(object_construct_keep_null(
        {%- for key, value in keys.items() %}
        '{{ key }}', {% if value.is_nested -%}
        coalesce(try_parse_json(cast({{ value.column }} as text)), to_variant({{ value.column }}))
        {%- else -%}
        {{ value.column }}
        {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    ))
{% endmacro %}

{#- json_value returns the content of a text column, and null for a struct or JSON. -#}
{% macro bigquery__record_of_columns(keys) %}
    to_json_string(json_object(
        {%- for key, value in keys.items() %}
        '{{ key }}', {% if value.is_nested -%}
        coalesce(safe.parse_json(json_value(to_json({{ value.column }})), wide_number_mode => 'round'), to_json({{ value.column }}))
        {%- else -%}
        to_json({{ value.column }})
        {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    ))
{% endmacro %}

{% macro redshift__record_of_columns(keys) %}
    json_serialize(object(
        {%- for key, value in keys.items() %}
        '{{ key }}', {% if value.is_nested -%}
        case
            when is_varchar(cast({{ value.column }} as super)) and can_json_parse(cast(cast({{ value.column }} as super) as varchar(65535)))
                then json_parse(cast(cast({{ value.column }} as super) as varchar(65535)))
            else cast({{ value.column }} as super)
        end
        {%- else -%}
        {{ value.column }}
        {%- endif %}{{ ',' if not loop.last }}
        {%- endfor %}
    ))
{% endmacro %}

{#- json_extract_scalar returns the content of a text column, and null for a row or JSON. -#}
{% macro trino__record_of_columns(keys) %}
    json_format(cast(map(
        array['{{ keys | join("', '") }}'],
        array[
            {%- for value in keys.values() %}
            {% if value.is_nested -%}
            coalesce(
                try(json_parse(json_extract_scalar(cast({{ value.column }} as json), '$'))), cast({{ value.column }} as json)
            )
            {%- else -%}
            cast({{ value.column }} as json)
            {%- endif %}{{ ',' if not loop.last }}
            {%- endfor %}
        ]
    ) as json))
{% endmacro %}

{% macro clickhouse__record_of_columns(keys) %}
    {%- set members = [] -%}
    {%- for key, value in keys.items() -%}
        {%- set member = 'coalesce(toJSONString(' ~ value.column ~ "), 'null')" -%}
        {%- if value.is_nested -%}
            {%- set text = 'cast(' ~ value.column ~ ' as String)' -%}
            {%- set member = 'if(coalesce(isValidJSON(' ~ text ~ '), false), ' ~ text ~ ', ' ~ member ~ ')' -%}
        {%- endif -%}
        {%- do members.append(api_call_volume.text_literal(tojson(key) ~ ':') ~ ' || ' ~ member) -%}
    {%- endfor -%}
    '{' || {{ members | join(" || ',' || ") }} || '}'
{% endmacro %}
