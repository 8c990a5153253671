{% macro text_or_json(column, data_type) %}
    {#-
        A column as a text: JSON, where its `data_type` is a struct, a map, a list or the warehouse's type for JSON (a
        cast would write these in another notation, or fail).
    -#}
    {{ return(adapter.dispatch('text_or_json', 'api_call_volume')(column, data_type | lower)) }}
{% endmacro %}

{#- A cast of Postgres' json and jsonb, and of Snowflake's variant and object, writes JSON. -#}
{% macro default__text_or_json(column, data_type) %}
    {{ return('cast(' ~ column ~ ' as ' ~ dbt.type_string() ~ ')') }}
{% endmacro %}

{% macro duckdb__text_or_json(column, data_type) %}
    {%- set is_nested = modules.re.match('struct|map|union|.*[]]$', data_type) -%}
    {{ return('cast(' ~ ('to_json(' ~ column ~ ')' if is_nested else column) ~ ' as varchar)') }}
{% endmacro %}

{% macro spark__text_or_json(column, data_type) %}
    {%- if modules.re.match('struct|map|array|variant', data_type) -%}
        {{ return('to_json(' ~ column ~ ')') }}
    {%- endif -%}
    {{ return(api_call_volume.default__text_or_json(column, data_type)) }}
{% endmacro %}

{% macro bigquery__text_or_json(column, data_type) %}
    {%- if modules.re.match('struct|record|array', data_type) -%}
        {{ return('to_json_string(' ~ column ~ ')') }}
    {%- elif data_type == 'json' -%}
        {{ return('coalesce(json_value(' ~ column ~ '), to_json_string(' ~ column ~ '))') }}
    {%- endif -%}
    {{ return(api_call_volume.default__text_or_json(column, data_type)) }}
{% endmacro %}

{#- A SUPER may hold a text, which is the record itself. -#}
{% macro redshift__text_or_json(column, data_type) %}
    {%- if data_type == 'super' -%}
        {{ return(
            'case when is_varchar(' ~ column ~ ') then cast(' ~ column ~ ' as varchar(65535)) else json_serialize(' ~ column ~ ') end'
        ) }}
    {%- endif -%}
    {{ return(api_call_volume.default__text_or_json(column, data_type)) }}
{% endmacro %}

{% macro trino__text_or_json(column, data_type) %}
    {%- if modules.re.match('row|map|array', data_type) -%}
        {{ return('json_format(cast(' ~ column ~ ' as json))') }}
    {%- elif data_type == 'json' -%}
        {{ return('coalesce(json_extract_scalar(' ~ column ~ ", '$'), json_format(" ~ column ~ '))') }}
    {%- endif -%}
    {{ return(api_call_volume.default__text_or_json(column, data_type)) }}
{% endmacro %}

{% macro clickhouse__text_or_json(column, data_type) %}
    {%- if modules.re.match('array|map|tuple|nested|json|object|variant|dynamic', data_type) -%}
        {{ return('toJSONString(' ~ column ~ ')') }}
    {%- endif -%}
    {{ return(api_call_volume.default__text_or_json(column, data_type)) }}
{% endmacro %}
