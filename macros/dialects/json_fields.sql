{% macro json_fields(relation, record, fields, readable='record_is_readable', first_values=none) %}
    {#-
        The rows of `relation`, a CTE, with a text column for each entry of `fields` (column name -> path, see
        key_path): that field of the JSON text `record` (a column, or SQL), null where the record does not have it.
        `readable` names a column that is false where the record is not JSON. Each record is parsed once, however many fields
        are read. `first_values` names a column of `relation` with the first_json_values of the rows that are no batch.
    -#}
    {{ return(adapter.dispatch('json_fields', 'api_call_volume')(relation, record, fields, readable, first_values)) }}
{% endmacro %}

{% macro first_json_values(record, fields) %}
    {#-
        An expression: what json_fields reads of `record`, null where that is not JSON. None where a warehouse can't hand it on
        to json_fields.
    -#}
    {{ return(adapter.dispatch('first_json_values', 'api_call_volume')(record, fields)) }}
{% endmacro %}

{% macro default__first_json_values(record, fields) %}
    {{ return(none) }}
{% endmacro %}

{% macro duckdb__first_json_values(record, fields) %}
    {%- set paths = [] -%}
    {%- for path in fields.values() -%}
        {%- do paths.append("'$.\"" ~ api_call_volume.key_path(path) | join('"."') ~ "\"'") -%}
    {%- endfor -%}
    {{ return(
        'case when ' ~ record ~ ' is not null then try(json_extract_string(' ~ record ~ ', [' ~ paths | join(', ') ~ '])) end'
    ) }}
{% endmacro %}

{% macro default__json_fields(relation, record, fields, readable, first_values) %}
    {{ return(api_call_volume.not_supported('json_fields')) }}
{% endmacro %}

{% macro duckdb__json_fields(relation, record, fields, readable, first_values) %}
    {%- set values = api_call_volume.first_json_values(record, fields) -%}
    select
        {{ relation }}.* exclude (field_values{{ ', ' ~ first_values if first_values }}),
        {%- for field in fields %}
        field_values[{{ loop.index }}] as {{ field }},
        {%- endfor %}
        field_values is not null as {{ readable }}
    from (
        select
            *,
            {{ 'case when is_batch then ' ~ values ~ ' else ' ~ first_values ~ ' end' if first_values else values }} as field_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__json_fields(relation, record, fields, readable, first_values) %}
    select
        {{ relation }}.*,
        {%- for field, path in fields.items() %}
        parsed.record #>> '{"{{ api_call_volume.key_path(path) | join('","') }}"}' as {{ field }},
        {%- endfor %}
        parsed.record is not null as {{ readable }}
    from {{ relation }}
    cross join lateral (
        -- offset 0 keeps the planner from parsing once per field
        select {{ target.schema }}.api_call_volume_try_jsonb({{ record }}) as record limit all offset 0
    ) as parsed
{% endmacro %}

{% macro spark__json_fields(relation, record, fields, readable, first_values) %}
    select
        {{ relation }}.* except (parsed_record),
        {%- for field, path in fields.items() %}
        try_variant_get(parsed_record, '$["{{ api_call_volume.key_path(path) | join('"]["') }}"]', 'string') as {{ field }},
        {%- endfor %}
        parsed_record is not null as {{ readable }}
    from (
        select
            *,
            try_parse_json({{ record }}) as parsed_record
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{% macro snowflake__json_fields(relation, record, fields, readable, first_values) %}
    select
        {{ relation }}.* exclude (parsed_record),
        {%- for field, path in fields.items() %}
        cast({{ relation }}.parsed_record['{{ api_call_volume.key_path(path) | join("']['") }}'] as text) as {{ field }},
        {%- endfor %}
        {{ relation }}.parsed_record is not null as {{ readable }}
    from (
        select
            *,
            try_parse_json({{ record }}) as parsed_record
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{#- json_value returns scalars only. json_query returns `null` for a field that is null or missing. -#}
{% macro bigquery__json_fields(relation, record, fields, readable, first_values) %}
    select
        {{ relation }}.* except (parsed_record),
        {%- for field, path in fields.items() %}
        {%- set path = "'$.\"" ~ api_call_volume.key_path(path) | join('"."') ~ "\"'" %}
        coalesce(
            json_value({{ relation }}.parsed_record, {{ path }}),
            nullif(to_json_string(json_query({{ relation }}.parsed_record, {{ path }})), 'null')
        ) as {{ field }},
        {%- endfor %}
        {{ relation }}.parsed_record is not null as {{ readable }}
    from (
        select
            *,
            safe.parse_json({{ record }}, wide_number_mode => 'round') as parsed_record
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{#-
    Text functions find the keys, since their case matters: a SUPER ignores it unless the cluster is configured
    otherwise. They return an empty text for null.
-#}
{% macro redshift__json_fields(relation, record, fields, readable, first_values) %}
    select
        {{ relation }}.*,
        {%- for field, path in fields.items() %}
        nullif(json_extract_path_text({{ record }}, '{{ api_call_volume.key_path(path) | join("', '") }}', true), '') as {{ field }},
        {%- endfor %}
        coalesce(can_json_parse({{ record }}), false) as {{ readable }}
    from {{ relation }}
{% endmacro %}

{% macro trino__json_fields(relation, record, fields, readable, first_values) %}
    select
        {{ relation }}.*,
        {%- for field, path in fields.items() %}
        {%- set path = "'$[\"" ~ api_call_volume.key_path(path) | join('"]["') ~ "\"]'" %}
        coalesce(
            json_extract_scalar(parsed.parsed_record, {{ path }}),
            nullif(json_format(json_extract(parsed.parsed_record, {{ path }})), 'null')
        ) as {{ field }},
        {%- endfor %}
        parsed.parsed_record is not null as {{ readable }}
    from {{ relation }}
    cross join unnest(array[try(json_parse({{ record }}))]) as parsed (parsed_record)
{% endmacro %}

{% macro clickhouse__json_fields(relation, record, fields, readable, first_values) %}
    select
        {{ relation }}.*,
        {%- for field, path in fields.items() %}
        {{ api_call_volume.json_field(record, api_call_volume.key_path(path)) }} as {{ field }},
        {%- endfor %}
        coalesce(isValidJSON({{ record }}), false) as {{ readable }}
    from {{ relation }}
{% endmacro %}
