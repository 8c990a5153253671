{% macro json_with_attribute_objects(record) %}
    {#-
        The JSON text, with `attributes` as an object of texts (`{"http.route": "/"}`) where they are a list of keys
        and typed values, as OTLP writes them (`[{"key": "http.route", "value": {"stringValue": "/"}}]`). Any other
        text is returned unchanged. Only texts that contain such a list are parsed. If a key appears twice, either
        value may be used.
    -#}
    {{ return(adapter.dispatch('json_with_attribute_objects', 'api_call_volume')(record)) }}
{% endmacro %}

{% macro default__json_with_attribute_objects(record) %}
    {{ return(api_call_volume.not_supported('json_with_attribute_objects')) }}
{% endmacro %}

{% macro attribute_value_types() %}
    {{ return(['string', 'int', 'double', 'bool', 'array', 'kvlist', 'bytes']) }}
{% endmacro %}

{% macro duckdb__json_with_attribute_objects(record) %}
    {%- set values = [] -%}
    {%- for type in api_call_volume.attribute_value_types() -%}
        {%- do values.append("json_extract_string(attribute, '$.value." ~ type ~ "Value')") -%}
    {%- endfor -%}
    case
        when regexp_matches({{ record }}, '"attributes"[[:space:]]*:[[:space:]]*[[]')
            then coalesce(
                try(
                    case
                        when json_type({{ record }}, '$.attributes') = 'ARRAY'
                            then cast(json_merge_patch({{ record }}, cast('{"attributes":{' || array_to_string([
                                cast(to_json(json_extract_string(attribute, '$.key')) as varchar)
                                || ':' || cast(to_json(coalesce({{ values | join(', ') }})) as varchar)
                                for attribute in json_extract({{ record }}, '$.attributes[*]')
                                if json_extract_string(attribute, '$.key') is not null
                            ], ',') || '}}' as json)) as varchar)
                    end
                ),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{% macro postgres__json_with_attribute_objects(record) %}
    {%- set values = [] -%}
    {%- for type in api_call_volume.attribute_value_types() -%}
        {%- do values.append("attribute -> 'value' ->> '" ~ type ~ "Value'") -%}
    {%- endfor -%}
    case
        when {{ record }} ~ '"attributes"[[:space:]]*:[[:space:]]*[[]'
            then coalesce(
                (
                    select
                        cast(jsonb_set(span.record, '{attributes}', coalesce(
                            (
                                select jsonb_object_agg(attribute ->> 'key', coalesce({{ values | join(', ') }}))
                                from jsonb_array_elements(
                                    case when jsonb_typeof(span.record -> 'attributes') = 'array' then span.record -> 'attributes' end
                                ) as attributes (attribute)
                                where attribute ->> 'key' is not null
                            ),
                            '{}'
                        )) as text)
                    from (
                        -- offset 0 keeps the planner from parsing once per use
                        select {{ target.schema }}.api_call_volume_try_jsonb({{ record }}) as record limit all offset 0
                    ) as span
                    where jsonb_typeof(span.record -> 'attributes') = 'array'
                ),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{% macro spark__json_with_attribute_objects(record) %}
    {#-
        Spark has no function that merges two JSON texts: the list gets another name, and the object is put before
        it. Each attribute is parsed by itself, since one that is not an object would make the whole list null.
    -#}
    {%- set list = '"attributes"[ \\t\\r\\n]*:[ \\t\\r\\n]*\\[' -%}
    {%- set types = [] -%}
    {%- set values = [] -%}
    {%- for type in api_call_volume.attribute_value_types() -%}
        {%- do types.append(type ~ 'Value:string') -%}
        {%- do values.append('attribute.value.' ~ type ~ 'Value') -%}
    {%- endfor -%}
    {%- set attributes -%}
        transform(
                        from_json(get_json_object({{ record }}, '$.attributes'), 'array<string>'),
                        attribute_text -> from_json(attribute_text, 'struct<key:string,value:struct<{{ types | join(',') }}>>')
                    )
    {%- endset -%}
    case
        when {{ record }} rlike '{{ list | replace('\\', '\\\\') }}'
            then coalesce(
                '{"attributes":' || to_json(map_from_entries(transform(
                    filter(
                        {{ attributes }},
                        (attribute, number) -> number + 1 = array_position(transform({{ attributes }}, each -> each.key), attribute.key)
                    ),
                    attribute -> struct(attribute.key, coalesce({{ values | join(', ') }}))
                ))) || ',' || substr(ltrim(regexp_replace(
                    {{ record }}, '{{ list | replace('\\', '\\\\') }}', '"attribute_list":['
                )), 2),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{% macro snowflake__json_with_attribute_objects(record) %}
    {%- set values = [] -%}
    {%- for type in api_call_volume.attribute_value_types() -%}
        {%- do values.append("cast(x:value['" ~ type ~ "Value'] as text)") -%}
    {%- endfor -%}
    case
        when {{ api_call_volume.regexp_matches_text(record, '"attributes"[[:space:]]*:[[:space:]]*[[]') }}
            then coalesce(
                to_json(object_insert(
                    as_object(try_parse_json({{ record }})),
                    'attributes',
                    reduce(
                        filter(as_array(get(try_parse_json({{ record }}), 'attributes')), x -> cast(x:key as text) is not null),
                        object_construct(),
                        (found, x) -> object_insert(found, cast(x:key as text), coalesce({{ values | join(', ') }}), true)
                    ),
                    true
                )),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{% macro bigquery__json_with_attribute_objects(record) %}
    {%- set values = [] -%}
    {%- for type in api_call_volume.attribute_value_types() -%}
        {%- do values.append("json_value(attribute, '$.value." ~ type ~ "Value')") -%}
        {%- do values.append("nullif(to_json_string(json_query(attribute, '$.value." ~ type ~ "Value')), 'null')") -%}
    {%- endfor -%}
    case
        when {{ api_call_volume.regexp_matches_text(record, '"attributes"[[:space:]]*:[[:space:]]*[[]') }}
            then coalesce(
                to_json_string(json_set(
                    safe.parse_json({{ record }}, wide_number_mode => 'round'),
                    '$.attributes',
                    (
                        select safe.parse_json('{' || coalesce(string_agg(
                            to_json_string(json_value(attribute, '$.key')) || ':' || to_json_string(coalesce({{ values | join(', ') }})), ','
                        ), '') || '}')
                        from unnest(json_query_array(safe.parse_json({{ record }}, wide_number_mode => 'round'), '$.attributes')) as attribute
                        where json_value(attribute, '$.key') is not null
                    )
                )),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{% macro trino__json_with_attribute_objects(record) %}
    {%- set values = [] -%}
    {%- for type in api_call_volume.attribute_value_types() -%}
        {%- do values.append("json_extract_scalar(x, '$.value." ~ type ~ "Value')") -%}
        {%- do values.append("json_format(json_extract(x, '$.value." ~ type ~ "Value'))") -%}
    {%- endfor -%}
    case
        when {{ api_call_volume.regexp_matches_text(record, '"attributes"[ \\t\\r\\n]*:[ \\t\\r\\n]*\\[') }}
            then coalesce(
                try(json_format(cast(map_concat(
                    cast(json_parse({{ record }}) as map(varchar, json)),
                    map(array['attributes'], array[cast(transform_values(multimap_from_entries(transform(
                        filter(
                            cast(json_extract({{ record }}, '$.attributes') as array(json)),
                            x -> json_extract_scalar(x, '$.key') is not null
                        ),
                        x -> row(json_extract_scalar(x, '$.key'), coalesce({{ values | join(', ') }}))
                    )), (key, found) -> found[1]) as json)])
                ) as json))),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{#- A SUPER's elements can't be aggregated within a row. Have the collector write attributes as an object, without batches. -#}
{% macro redshift__json_with_attribute_objects(record) %}
    {{ return(api_call_volume.not_supported('json_with_attribute_objects')) }}
{% endmacro %}
