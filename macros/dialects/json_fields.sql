{% macro json_fields(relation, record, fields) %}
    {#-
        The rows of `relation`, a CTE, with, for each entry of `fields` (column name -> path, see
        key_path), that field of the JSON text `record` (a column, or SQL), as text: null where the
        record does not have it. `record_is_readable` is false where the record is not JSON.
        Each record is parsed once, whatever the number of fields.
    -#}
    {{ return(adapter.dispatch('json_fields', 'api_call_volume')(relation, record, fields)) }}
{% endmacro %}

{% macro default__json_fields(relation, record, fields) %}
    {{ return(api_call_volume.not_supported('json_fields')) }}
{% endmacro %}

{% macro duckdb__json_fields(relation, record, fields) %}
    {%- set paths = [] -%}
    {%- for path in fields.values() -%}
        {%- do paths.append("'$.\"" ~ api_call_volume.key_path(path) | join('"."') ~ "\"'") -%}
    {%- endfor -%}
    select
        {{ relation }}.* exclude (field_values),
        {%- for field in fields %}
        field_values[{{ loop.index }}] as {{ field }},
        {%- endfor %}
        field_values is not null as record_is_readable
    from (
        select
            *,
            try(json_extract_string({{ record }}, [{{ paths | join(', ') }}])) as field_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__json_fields(relation, record, fields) %}
    select
        {{ relation }}.*,
        {%- for field, path in fields.items() %}
        parsed.record #>> '{"{{ api_call_volume.key_path(path) | join('","') }}"}' as {{ field }},
        {%- endfor %}
        parsed.record is not null as record_is_readable
    from {{ relation }}
    cross join lateral (
        -- offset 0 keeps the planner from parsing once a field
        select {{ target.schema }}.api_call_volume_try_jsonb({{ record }}) as record limit all offset 0
    ) as parsed
{% endmacro %}

{% macro spark__json_fields(relation, record, fields) %}
    select
        {{ relation }}.* except (parsed_record),
        {%- for field, path in fields.items() %}
        try_variant_get(parsed_record, '$["{{ api_call_volume.key_path(path) | join('"]["') }}"]', 'string') as {{ field }},
        {%- endfor %}
        parsed_record is not null as record_is_readable
    from (
        select
            *,
            try_parse_json({{ record }}) as parsed_record
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}
