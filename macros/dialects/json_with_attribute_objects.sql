{% macro json_with_attribute_objects(record, list_key='attributes', is_typed=true) %}
    {#-
        The JSON text, with what is under `list_key` as an object of texts (`{"http.route": "/"}`) where it is a list of
        keys and values: typed ones, as OTLP writes them (`[{"key": "http.route", "value": {"stringValue": "/"}}]`), or
        plain ones (`[{"key": "http.route", "value": "/"}]`). Any other text is returned unchanged. Only texts that contain
        such a list are parsed. If a key appears twice, either value may be used.
    -#}
    {{ return(adapter.dispatch('json_with_attribute_objects', 'api_call_volume')(record, list_key, is_typed)) }}
{% endmacro %}

{% macro default__json_with_attribute_objects(record, list_key, is_typed) %}
    {{ return(api_call_volume.not_supported('json_with_attribute_objects')) }}
{% endmacro %}

{% macro attribute_value_paths(is_typed) %}
    {#- Where an attribute's value may be, as the keys that lead to it: OTLP's JSON spells the types in two ways. -#}
    {%- set paths = [] -%}
    {%- for type in ['string', 'int', 'double', 'bool', 'array', 'kvlist', 'bytes'] if is_typed -%}
        {%- do paths.extend([['value', type ~ 'Value'], ['value', type ~ '_value']]) -%}
    {%- endfor -%}
    {{ return(paths or [['value']]) }}
{% endmacro %}

{% macro duckdb__json_with_attribute_objects(record, list_key, is_typed) %}
    {%- set values = [] -%}
    {%- for path in api_call_volume.attribute_value_paths(is_typed) -%}
        {%- do values.append("json_extract_string(attribute, '$." ~ path | join('.') ~ "')") -%}
    {%- endfor -%}
    case
        when regexp_matches({{ record }}, '"{{ list_key }}"[[:space:]]*:[[:space:]]*[[]')
            then coalesce(
                try(
                    case
                        when json_type({{ record }}, '$.{{ list_key }}') = 'ARRAY'
                            then cast(json_merge_patch({{ record }}, cast('{"{{ list_key }}":{' || array_to_string([
                                cast(to_json(json_extract_string(attribute, '$.key')) as varchar)
                                || ':' || cast(to_json(coalesce({{ values | join(', ') }})) as varchar)
                                for attribute in json_extract({{ record }}, '$.{{ list_key }}[*]')
                                if json_extract_string(attribute, '$.key') is not null
                            ], ',') || '}}' as json)) as varchar)
                    end
                ),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{% macro postgres__json_with_attribute_objects(record, list_key, is_typed) %}
    {%- set values = [] -%}
    {%- for path in api_call_volume.attribute_value_paths(is_typed) -%}
        {%- do values.append("attribute #>> '{" ~ path | join(',') ~ "}'") -%}
    {%- endfor -%}
    case
        when {{ record }} ~ '"{{ list_key }}"[[:space:]]*:[[:space:]]*[[]'
            then coalesce(
                (
                    select
                        cast(jsonb_set(span.record, '{{ "{" ~ list_key ~ "}" }}', coalesce(
                            (
                                select jsonb_object_agg(attribute ->> 'key', coalesce({{ values | join(', ') }}))
                                from jsonb_array_elements(
                                    case when jsonb_typeof(span.record -> '{{ list_key }}') = 'array' then span.record -> '{{ list_key }}' end
                                ) as attributes (attribute)
                                where attribute ->> 'key' is not null
                            ),
                            '{}'
                        )) as text)
                    from (
                        -- offset 0 keeps the planner from parsing once per use
                        select {{ target.schema }}.api_call_volume_try_jsonb({{ record }}) as record limit all offset 0
                    ) as span
                    where jsonb_typeof(span.record -> '{{ list_key }}') = 'array'
                ),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{% macro spark__json_with_attribute_objects(record, list_key, is_typed) %}
    {#-
        Spark has no function that merges two JSON texts: the list gets another name, and the object is put before
        it. Each attribute is parsed by itself, since one that is not an object would make the whole list null.
    -#}
    {%- set list = '"' ~ list_key ~ '"[ \\t\\r\\n]*:[ \\t\\r\\n]*\\[' -%}
    {%- set types = [] -%}
    {%- set values = [] -%}
    {%- for path in api_call_volume.attribute_value_paths(is_typed) -%}
        {%- do types.append(path[-1] ~ ':string') -%}
        {%- do values.append('attribute.' ~ path | join('.')) -%}
    {%- endfor -%}
    {%- set value_type = 'value:struct<' ~ types | join(',') ~ '>' if is_typed else 'value:string' -%}
    {%- set attributes -%}
        transform(
                        from_json(get_json_object({{ record }}, '$.{{ list_key }}'), 'array<string>'),
                        attribute_text -> from_json(attribute_text, 'struct<key:string,{{ value_type }}>')
                    )
    {%- endset -%}
    case
        when {{ record }} rlike '{{ list | replace('\\', '\\\\') }}'
            then coalesce(
                '{"{{ list_key }}":' || to_json(map_from_entries(transform(
                    filter(
                        {{ attributes }},
                        (attribute, number) -> number + 1 = array_position(({{ attributes }}).key, attribute.key)
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

{% macro snowflake__json_with_attribute_objects(record, list_key, is_typed) %}
    {%- set values = [] -%}
    {%- for path in api_call_volume.attribute_value_paths(is_typed) -%}
        {%- do values.append("cast(x['" ~ path | join("']['") ~ "'] as text)") -%}
    {%- endfor -%}
    case
        when {{ api_call_volume.regexp_matches_text(record, '"' ~ list_key ~ '"[ \\t\\r\\n]*:[ \\t\\r\\n]*\\[') }}
            then coalesce(
                to_json(object_insert(
                    as_object(try_parse_json({{ record }})),
                    '{{ list_key }}',
                    reduce(
                        filter(as_array(get(try_parse_json({{ record }}), '{{ list_key }}')), x -> cast(x:key as text) is not null),
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

{% macro bigquery__json_with_attribute_objects(record, list_key, is_typed) %}
    {%- set values = [] -%}
    {%- for path in api_call_volume.attribute_value_paths(is_typed) -%}
        {%- do values.append("json_value(attribute, '$." ~ path | join('.') ~ "')") -%}
        {%- do values.append("nullif(to_json_string(json_query(attribute, '$." ~ path | join('.') ~ "')), 'null')") -%}
    {%- endfor -%}
    case
        when {{ api_call_volume.regexp_matches_text(record, '"' ~ list_key ~ '"[ \\t\\r\\n]*:[ \\t\\r\\n]*\\[') }}
            then coalesce(
                to_json_string(json_set(
                    safe.parse_json({{ record }}, wide_number_mode => 'round'),
                    '$.{{ list_key }}',
                    (
                        select safe.parse_json('{' || coalesce(string_agg(
                            to_json_string(json_value(attribute, '$.key')) || ':' || to_json_string(coalesce({{ values | join(', ') }})), ','
                            order by attribute_number
                        ), '') || '}')
                        from unnest(json_query_array(safe.parse_json({{ record }}, wide_number_mode => 'round'), '$.{{ list_key }}')) as attribute
                        with offset as attribute_number
                        where json_value(attribute, '$.key') is not null
                    )
                )),
                {{ record }}
            )
        else {{ record }}
    end
{%- endmacro %}

{% macro trino__json_with_attribute_objects(record, list_key, is_typed) %}
    {%- set values = [] -%}
    {%- for path in api_call_volume.attribute_value_paths(is_typed) -%}
        {%- do values.append("json_extract_scalar(x, '$." ~ path | join('.') ~ "')") -%}
        {%- do values.append("json_format(json_extract(x, '$." ~ path | join('.') ~ "'))") -%}
    {%- endfor -%}
    case
        when {{ api_call_volume.regexp_matches_text(record, '"' ~ list_key ~ '"[ \\t\\r\\n]*:[ \\t\\r\\n]*\\[') }}
            then coalesce(
                try(json_format(cast(map_concat(
                    cast(json_parse({{ record }}) as map(varchar, json)),
                    map(array['{{ list_key }}'], array[cast(transform_values(multimap_from_entries(transform(
                        filter(
                            cast(json_extract({{ record }}, '$.{{ list_key }}') as array(json)),
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
{% macro redshift__json_with_attribute_objects(record, list_key, is_typed) %}
    {{ return(api_call_volume.not_supported('json_with_attribute_objects')) }}
{% endmacro %}

{#- jsonMergePatch fails for a text that is no JSON, also in a branch that is not taken. -#}
{% macro clickhouse__json_with_attribute_objects(record, list_key, is_typed) %}
    {%- set values = [] -%}
    {%- for path in api_call_volume.attribute_value_paths(is_typed) -%}
        {%- do values.append("JSONExtract(attribute, '" ~ path | join("', '") ~ "', 'Nullable(String)')") -%}
    {%- endfor -%}
    case
        when
            match({{ record }}, '"{{ list_key }}"[[:space:]]*:[[:space:]]*[[]')
            and isValidJSON({{ record }})
            and JSONType(ifNull({{ record }}, ''), '{{ list_key }}') = 'Array'
            then jsonMergePatch(if(coalesce(isValidJSON({{ record }}), false), {{ record }}, '{}'), '{"{{ list_key }}":{' || arrayStringConcat(
                arrayMap(
                    attribute -> toJSONString(JSONExtractString(attribute, 'key'))
                    || ':' || coalesce(toJSONString(coalesce({{ values | join(', ') }})), 'null'),
                    arrayFilter(
                        attribute -> JSONHas(attribute, 'key'), JSONExtractArrayRaw(ifNull({{ record }}, ''), '{{ list_key }}')
                    )
                ),
                ','
            ) || '}}')
        else {{ record }}
    end
{%- endmacro %}
