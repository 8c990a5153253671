{% macro record_of_columns(keys) %}
    {#-
        A JSON object, as a text, with the given keys (key -> `column`, `is_nested`). A text in a column
        that `is_nested` is taken as the JSON that it holds; one that is not JSON stays a text.
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
