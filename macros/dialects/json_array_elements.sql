{% macro json_array_elements(relation, batches, batch_keys=[]) %}
    {#-
        The rows of `relation` (a CTE with a text column `record` and is_batch), with more columns: `element`, the record
        itself, and `element_number`, 1. Of those that are batches, one row for each element: `batches` is a CTE of them, a
        row for each text that may be one (see text_records), with that text as `batch_text`, and with `batch_keys` `unwrapped_once` and
        `unwrapped_text` before it, two wrappers opened (see unwrapped_batch). A batch is a JSON array, or
        an object with an array under `batch_keys`: the keys that lead from array to array to the
        elements; or Loki's streams (see opened_streams), each of whose lines is an element: an object with its `timestamp`
        and `line`. An empty array stays one row, and so does a text that only looks like an array. Only the first
        characters of a record are trimmed to find out whether it is an array: trimming whole records would copy them.
    -#}
    select
        *,
        record as text_record,
        1 as text_record_number,
        {%- if batch_keys %}
        record as unwrapped_once,
        record as unwrapped_text,
        {%- endif %}
        record as batch_text,
        record as element,
        1 as element_number
    from {{ relation }}
    where not is_batch
    union all
    {{ adapter.dispatch('json_batch_elements', 'api_call_volume')(batches, batch_keys) }}
{% endmacro %}

{#- One row for each element of the batch `batch_text`; the row itself where there are none. -#}
{% macro default__json_batch_elements(relation, batch_keys) %}
    {{ return(api_call_volume.not_supported('json_array_elements')) }}
{% endmacro %}

{% macro duckdb__json_batch_elements(relation, batch_keys) %}
    select
        * exclude (elements),
        unnest(elements) as element,
        generate_subscripts(elements, 1) as element_number
    from (
        select
            *,
            coalesce(nullif(cast(
                case
                    when ltrim(substr(batch_text, 1, 20)) like '[%' then try(json_extract(batch_text, '$[*]'))
                    when batch_text like '{"streams":%'
                        then [
                            json_object('timestamp', json_extract(entry, '$[0]'), 'line', json_extract(entry, '$[1]'))
                            for entry in try(json_extract(batch_text, '$."streams"[*]."values"[*]'))
                        ]
                    {%- if batch_keys %}
                    else try(json_extract(batch_text, '$."{{ batch_keys | join('"[*]."') }}"[*]'))
                    {%- endif %}
                end as varchar[]
            ), []), [batch_text]) as elements
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__json_batch_elements(relation, batch_keys) %}
    {%- set path -%}
    case
        when ltrim(substr(batch_text, 1, 20)) like '[%' then '$[*]'
        when batch_text like '{"streams":%' then '$."streams"[*]."values"[*]'
        {%- if batch_keys %}
        else '$."{{ batch_keys | join('"[*]."') }}"[*]'
        {%- endif %}
    end
    {%- endset %}
    select
        {{ relation }}.*,
        coalesce(cast(elements.element as text), {{ relation }}.batch_text) as element,
        coalesce(elements.element_number, 1) as element_number
    from {{ relation }}
    left join lateral (
        select
            case
                when {{ relation }}.batch_text like '{"streams":%' and jsonb_typeof(element) = 'array'
                    then jsonb_build_object('timestamp', element -> 0, 'line', element -> 1)
                else element
            end as element,
            element_number
        from
            jsonb_path_query(
                {{ target.schema }}.api_call_volume_try_jsonb({{ relation }}.batch_text),
                cast({{ path }} as jsonpath)
            ) with ordinality as parsed (element, element_number)
    ) as elements on true
{% endmacro %}

{% macro spark__json_batch_elements(relation, batch_keys) %}
    {#- From each array to the array inside each of its elements. An element without one yields no rows. -#}
    {%- set elements = namespace(sql="from_json(batch_text, 'array<string>')") -%}
    {%- set streams -%}
        when batch_text like '{"streams":%' then transform(
            flatten(array_compact(transform(
                from_json(get_json_object(batch_text, '$.streams'), 'array<string>'),
                stream -> from_json(get_json_object(stream, '$.values'), 'array<string>')
            ))),
            entry -> to_json(named_struct(
                'timestamp', get_json_object(entry, '$[0]'), 'line', get_json_object(entry, '$[1]')
            ))
        )
    {%- endset -%}
    {%- if batch_keys -%}
        {%- set elements.nested = "from_json(get_json_object(batch_text, '$." ~ batch_keys[0] ~ "'), 'array<string>')" -%}
        {%- for key in batch_keys[1:] -%}
            {%- set elements.nested = (
                'flatten(array_compact(transform(' ~ elements.nested ~ ", outer_element -> from_json(get_json_object(outer_element, '$."
                ~ key ~ "'), 'array<string>'))))"
            ) -%}
        {%- endfor -%}
        {%- set elements.sql -%}
        case when ltrim(substr(batch_text, 1, 20)) like '[%' then {{ elements.sql }} {{ streams }} else {{ elements.nested }} end
        {%- endset -%}
    {%- else -%}
        {%- set elements.sql = "case when ltrim(substr(batch_text, 1, 20)) like '[%' then " ~ elements.sql ~ ' ' ~ streams ~ ' end' -%}
    {%- endif -%}
    select
        batches.* except (elements),
        exploded.element,
        exploded.position + 1 as element_number
    from (
        select
            *,
            coalesce(nullif({{ elements.sql }}, cast(array() as array<string>)), array(batch_text)) as elements
        from {{ relation }}
    ) as batches
    lateral view posexplode(elements) exploded as position, element
{% endmacro %}

{% macro snowflake__json_batch_elements(relation, batch_keys) %}
    {%- set state = namespace(elements='try_parse_json(batch_text)') -%}
    {%- for key in batch_keys -%}
        {%- if loop.first -%}
            {%- set state.elements = 'as_array(get(' ~ state.elements ~ ", '" ~ key ~ "'))" -%}
        {%- else -%}
            {%- set state.elements = 'array_flatten(transform(' ~ state.elements
                ~ ", x -> coalesce(as_array(get(x, '" ~ key ~ "')), array_construct())))" -%}
        {%- endif -%}
    {%- endfor -%}
    select
        {{ relation }}.* exclude (elements),
        coalesce(to_json(parsed.value), {{ relation }}.batch_text) as element,
        coalesce(parsed.index + 1, 1) as element_number
    from (
        select
            *,
            case
                when ltrim(substr(batch_text, 1, 20)) like '[%' then as_array(try_parse_json(batch_text))
                when batch_text like '{"streams":%'
                    then transform(
                        array_flatten(transform(
                            as_array(get(try_parse_json(batch_text), 'streams')),
                            x -> coalesce(as_array(get(x, 'values')), array_construct())
                        )),
                        x -> cast(object_construct('timestamp', x[0], 'line', x[1]) as variant)
                    )
                {%- if batch_keys %}
                else {{ state.elements }}
                {%- endif %}
            end as elements
        from {{ relation }}
    ) as {{ relation }},
        lateral flatten(input => {{ relation }}.elements, outer => true) as parsed
{% endmacro %}

{#- A subquery that makes an array has no order of its own. -#}
{% macro bigquery__json_batch_elements(relation, batch_keys) %}
    select
        {{ relation }}.* except (elements),
        coalesce(to_json_string(parsed), {{ relation }}.batch_text) as element,
        coalesce(parsed_offset + 1, 1) as element_number
    from (
        select
            *,
            case
                when ltrim(substr(batch_text, 1, 20)) like '[%'
                    then json_query_array(safe.parse_json(batch_text, wide_number_mode => 'round'), '$')
                when batch_text like '{"streams":%'
                    then array(
                        select json_object('timestamp', json_query(entry, '$[0]'), 'line', json_query(entry, '$[1]'))
                        from
                            unnest(json_query_array(safe.parse_json(batch_text, wide_number_mode => 'round'), '$.streams')) as stream
                            with offset as stream_number,
                            unnest(json_query_array(stream, '$.values')) as entry with offset as entry_number
                        order by stream_number, entry_number
                    )
                {%- if batch_keys %}
                else array(
                    select level_{{ batch_keys | length }}
                    from
                        unnest(json_query_array(safe.parse_json(batch_text, wide_number_mode => 'round'), '$."{{ batch_keys[0] }}"')) as level_1
                        with offset as number_1
                    {%- for key in batch_keys[1:] %},
                        unnest(json_query_array(level_{{ loop.index }}, '$."{{ key }}"')) as level_{{ loop.index + 1 }}
                        with offset as number_{{ loop.index + 1 }}
                    {%- endfor %}
                    order by{% for key in batch_keys %} number_{{ loop.index }}{{ ',' if not loop.last }}{% endfor %}
                )
                {%- endif %}
            end as elements
        from {{ relation }}
    ) as {{ relation }}
    left join unnest({{ relation }}.elements) as parsed with offset as parsed_offset
{% endmacro %}

{#- Text functions find the keys: see json_fields. Loki's streams would take arrays in arrays, and are left as they are. -#}
{% macro redshift__json_batch_elements(relation, batch_keys) %}
    {%- if batch_keys | length > 1 -%}
        {{ return(api_call_volume.not_supported('json_array_elements of ' ~ batch_keys | join('.'))) }}
    {%- endif -%}
    {%- set array -%}
        case
            when ltrim(substring(batch_text, 1, 20)) like '[%' then batch_text
            {%- if batch_keys %}
            else json_extract_path_text(batch_text, '{{ batch_keys[0] }}', true)
            {%- endif %}
        end
    {%- endset -%}
    select
        {{ relation }}.*,
        coalesce(json_serialize(parsed), {{ relation }}.batch_text) as element,
        coalesce(parsed_offset + 1, 1) as element_number
    exclude elements
    from (
        select
            *,
            case when is_valid_json_array({{ array }}) then json_parse({{ array }}) end as elements
        from {{ relation }}
    ) as {{ relation }}
    left join {{ relation }}.elements as parsed at parsed_offset on true
{% endmacro %}

{% macro trino__json_batch_elements(relation, batch_keys) %}
    {%- set state = namespace(elements='try(json_parse(' ~ relation ~ '.batch_text))') -%}
    {%- for key in batch_keys -%}
        {%- if loop.first -%}
            {%- set state.elements = 'try_cast(json_extract(' ~ state.elements ~ ", '$[\"" ~ key ~ "\"]') as array(json))" -%}
        {%- else -%}
            {%- set state.elements = 'flatten(transform(' ~ state.elements
                ~ ", x -> coalesce(try_cast(json_extract(x, '$[\"" ~ key ~ "\"]') as array(json)), cast(array[] as array(json)))))" -%}
        {%- endif -%}
    {%- endfor -%}
    select
        {{ relation }}.*,
        coalesce(json_format(parsed.element), {{ relation }}.batch_text) as element,
        coalesce(parsed.element_number, 1) as element_number
    from {{ relation }}
    left join unnest(
        case
            when ltrim(substr({{ relation }}.batch_text, 1, 20)) like '[%'
                then try_cast(try(json_parse({{ relation }}.batch_text)) as array(json))
            when {{ relation }}.batch_text like '{"streams":%'
                then transform(
                    flatten(transform(
                        try_cast(json_extract(try(json_parse({{ relation }}.batch_text)), '$["streams"]') as array(json)),
                        x -> coalesce(try_cast(json_extract(x, '$["values"]') as array(json)), cast(array[] as array(json)))
                    )),
                    x -> cast(map(array['timestamp', 'line'], array[json_extract(x, '$[0]'), json_extract(x, '$[1]')]) as json)
                )
            {%- if batch_keys %}
            else {{ state.elements }}
            {%- endif %}
        end
    ) with ordinality as parsed (element, element_number) on true
{% endmacro %}

{#- An array can't be null there. A text that is no JSON has no elements. -#}
{% macro clickhouse__json_batch_elements(relation, batch_keys) %}
    {%- set state = namespace(elements="ifNull(batch_text, '')") -%}
    {%- for key in batch_keys -%}
        {%- if loop.first -%}
            {%- set state.elements = 'JSONExtractArrayRaw(' ~ state.elements ~ ", '" ~ key ~ "')" -%}
        {%- else -%}
            {%- set state.elements = "arrayFlatten(arrayMap(x -> JSONExtractArrayRaw(x, '" ~ key ~ "'), " ~ state.elements ~ '))' -%}
        {%- endif -%}
    {%- endfor -%}
    select
        batches.* except (found_elements, elements, element_numbers),
        element,
        element_number
    from (
        select
            *,
            case
                when ltrim(substring(batch_text, 1, 20)) like '[%' then JSONExtractArrayRaw(ifNull(batch_text, ''))
                when batch_text like '{"streams":%'
                    then arrayMap(
                        x -> '{"timestamp":' || JSONExtractRaw(x, 1) || ',"line":' || JSONExtractRaw(x, 2) || '}',
                        arrayFlatten(arrayMap(x -> JSONExtractArrayRaw(x, 'values'), JSONExtractArrayRaw(ifNull(batch_text, ''), 'streams')))
                    )
                {%- if batch_keys %}
                else {{ state.elements }}
                {%- else %}
                else emptyArrayString()
                {%- endif %}
            end as found_elements,
            if(empty(found_elements), [batch_text], found_elements) as elements,
            arrayEnumerate(elements) as element_numbers
        from {{ relation }}
    ) as batches
    array join
        elements as element,
        element_numbers as element_number
{% endmacro %}
