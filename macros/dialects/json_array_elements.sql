{% macro json_array_elements(relation, batch_keys=[]) %}
    {#-
        The rows of `relation` (a CTE with a text column `record`) with `element`, the record itself, and
        `element_number`, 1; or, where the record is a JSON array, one row for each of its elements. So too
        for an object that holds an array under `batch_keys`: the keys from array to array that lead to
        the elements. An empty array, and what only looks like an array, stay one row as they are. Only
        the first characters are looked at to tell an array, since trimming whole records would copy them.
    -#}
    {{ return(adapter.dispatch('json_array_elements', 'api_call_volume')(relation, batch_keys)) }}
{% endmacro %}

{% macro default__json_array_elements(relation, batch_keys) %}
    {{ return(api_call_volume.not_supported('json_array_elements')) }}
{% endmacro %}

{% macro looks_like_a_batch(batch_keys) %}
    {%- if batch_keys -%}
    (ltrim(substr(record, 1, 20)) like '[%' or record like '%"{{ batch_keys[0] }}"%')
    {%- else -%}
    ltrim(substr(record, 1, 20)) like '[%'
    {%- endif -%}
{% endmacro %}

{% macro batch_path(batch_keys) %}
    {%- set path -%}
    case when ltrim(substr(record, 1, 20)) like '[%' then '$[*]'
    {%- if batch_keys %} else '$."{{ batch_keys | join('"[*]."') }}"[*]'{% endif %} end
    {%- endset -%}
    {{ return(path) }}
{% endmacro %}

{% macro duckdb__json_array_elements(relation, batch_keys) %}
    select
        *,
        record as element,
        1 as element_number
    from {{ relation }}
    where not coalesce({{ api_call_volume.looks_like_a_batch(batch_keys) }}, false)
    union all
    select
        * exclude (elements),
        unnest(elements) as element,
        generate_subscripts(elements, 1) as element_number
    from (
        select
            *,
            coalesce(nullif(cast(
                case
                    when ltrim(substr(record, 1, 20)) like '[%' then try(json_extract(record, '$[*]'))
                    {%- if batch_keys %}
                    else try(json_extract(record, '$."{{ batch_keys | join('"[*]."') }}"[*]'))
                    {%- endif %}
                end as varchar[]
            ), []), [record]) as elements
        from {{ relation }}
        where {{ api_call_volume.looks_like_a_batch(batch_keys) }}
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__json_array_elements(relation, batch_keys) %}
    select
        *,
        record as element,
        1 as element_number
    from {{ relation }}
    where not coalesce({{ api_call_volume.looks_like_a_batch(batch_keys) }}, false)
    union all
    select
        {{ relation }}.*,
        coalesce(cast(elements.element as text), {{ relation }}.record) as element,
        coalesce(elements.element_number, 1) as element_number
    from {{ relation }}
    left join lateral (
        select
            element,
            element_number
        from
            jsonb_path_query(
                {{ target.schema }}.api_call_volume_try_jsonb({{ relation }}.record),
                cast({{ api_call_volume.batch_path(batch_keys) }} as jsonpath)
            ) with ordinality as parsed (element, element_number)
    ) as elements on true
    where {{ api_call_volume.looks_like_a_batch(batch_keys) }}
{% endmacro %}

{% macro spark__json_array_elements(relation, batch_keys) %}
    {#- From each array to the next one inside of its elements; what has none there gives no elements. -#}
    {%- set elements = namespace(sql="from_json(record, 'array<string>')") -%}
    {%- if batch_keys -%}
        {%- set elements.nested = "from_json(get_json_object(record, '$." ~ batch_keys[0] ~ "'), 'array<string>')" -%}
        {%- for key in batch_keys[1:] -%}
            {%- set elements.nested = (
                'flatten(filter(transform(' ~ elements.nested ~ ", outer_element -> from_json(get_json_object(outer_element, '$."
                ~ key ~ "'), 'array<string>')), inner_elements -> inner_elements is not null))"
            ) -%}
        {%- endfor -%}
        {%- set elements.sql -%}
        case when ltrim(substr(record, 1, 20)) like '[%' then {{ elements.sql }} else {{ elements.nested }} end
        {%- endset -%}
    {%- endif -%}
    select
        *,
        record as element,
        1 as element_number
    from {{ relation }}
    where not coalesce({{ api_call_volume.looks_like_a_batch(batch_keys) }}, false)
    union all
    select
        batches.* except (elements),
        exploded.element,
        exploded.position + 1 as element_number
    from (
        select
            *,
            coalesce(nullif({{ elements.sql }}, cast(array() as array<string>)), array(record)) as elements
        from {{ relation }}
        where {{ api_call_volume.looks_like_a_batch(batch_keys) }}
    ) as batches
    lateral view posexplode(elements) exploded as position, element
{% endmacro %}
