{% macro json_array_elements(relation, columns) %}
    {#-
        The rows of `relation` (a CTE with the given columns and a text column `record`) with a record
        that is a JSON array replaced by one row for each of its elements. An empty array, and what
        only looks like an array, stay one row as they are.
    -#}
    {{ return(adapter.dispatch('json_array_elements', 'api_call_volume')(relation, columns)) }}
{% endmacro %}

{% macro default__json_array_elements(relation, columns) %}
    {{ return(api_call_volume.not_supported('json_array_elements')) }}
{% endmacro %}

{% macro duckdb__json_array_elements(relation, columns) %}
    select
        {{ columns | join(',\n        ') }},
        record
    from {{ relation }}
    where coalesce(ltrim(record), '') not like '[%'
    union all
    select
        {{ columns | join(',\n        ') }},
        unnest(coalesce(nullif(cast(try(from_json(record, '["json"]')) as varchar[]), []), [record])) as record
    from {{ relation }}
    where ltrim(record) like '[%'
{% endmacro %}

{% macro postgres__json_array_elements(relation, columns) %}
    select
        {{ columns | join(',\n        ') }},
        record
    from {{ relation }}
    where coalesce(ltrim(record), '') not like '[%'
    union all
    select
        {{ columns | join(',\n        ') }},
        coalesce(cast(elements.element as text), record) as record
    from {{ relation }}
    left join lateral (
        select element
        from jsonb_array_elements({{ target.schema }}.api_call_volume_try_jsonb({{ relation }}.record)) as elements (element)
    ) as elements on true
    where ltrim(record) like '[%'
{% endmacro %}
