{% macro json_array_elements(relation) %}
    {#-
        The rows of `relation` (a CTE with a text column `record`) with `element`, the record itself, and
        `element_number`, 1; or, where the record is a JSON array, one row for each of its elements. An
        empty array, and what only looks like an array, stay one row as they are. Only the first characters
        are looked at to tell which it is, since trimming whole records would copy them.
    -#}
    {{ return(adapter.dispatch('json_array_elements', 'api_call_volume')(relation)) }}
{% endmacro %}

{% macro default__json_array_elements(relation) %}
    {{ return(api_call_volume.not_supported('json_array_elements')) }}
{% endmacro %}

{% macro duckdb__json_array_elements(relation) %}
    select
        *,
        record as element,
        1 as element_number
    from {{ relation }}
    where coalesce(ltrim(left(record, 20)), '') not like '[%'
    union all
    select
        * exclude (elements),
        unnest(elements) as element,
        generate_subscripts(elements, 1) as element_number
    from (
        select
            *,
            coalesce(nullif(cast(try(from_json(record, '["json"]')) as varchar[]), []), [record]) as elements
        from {{ relation }}
        where ltrim(left(record, 20)) like '[%'
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__json_array_elements(relation) %}
    select
        *,
        record as element,
        1 as element_number
    from {{ relation }}
    where coalesce(ltrim(left(record, 20)), '') not like '[%'
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
            jsonb_array_elements({{ target.schema }}.api_call_volume_try_jsonb({{ relation }}.record))
            with ordinality as parsed (element, element_number)
    ) as elements on true
    where ltrim(left({{ relation }}.record, 20)) like '[%'
{% endmacro %}
