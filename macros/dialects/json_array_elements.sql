{% macro json_array_elements(relation) %}
    {#-
        The rows of `relation` (a CTE with a text column `record`) with `element`: the record itself, or,
        where that is a JSON array, one row for each of its elements. An empty array, and what only looks
        like an array, stay one row as they are.
    -#}
    {{ return(adapter.dispatch('json_array_elements', 'api_call_volume')(relation)) }}
{% endmacro %}

{% macro default__json_array_elements(relation) %}
    {{ return(api_call_volume.not_supported('json_array_elements')) }}
{% endmacro %}

{% macro duckdb__json_array_elements(relation) %}
    select
        *,
        record as element
    from {{ relation }}
    where coalesce(ltrim(record), '') not like '[%'
    union all
    select
        *,
        unnest(coalesce(nullif(cast(try(from_json(record, '["json"]')) as varchar[]), []), [record])) as element
    from {{ relation }}
    where ltrim(record) like '[%'
{% endmacro %}

{% macro postgres__json_array_elements(relation) %}
    select
        *,
        record as element
    from {{ relation }}
    where coalesce(ltrim(record), '') not like '[%'
    union all
    select
        {{ relation }}.*,
        coalesce(cast(elements.element as text), {{ relation }}.record) as element
    from {{ relation }}
    left join lateral (
        select element
        from jsonb_array_elements({{ target.schema }}.api_call_volume_try_jsonb({{ relation }}.record)) as parsed (element)
    ) as elements on true
    where ltrim({{ relation }}.record) like '[%'
{% endmacro %}
