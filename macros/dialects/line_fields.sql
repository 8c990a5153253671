{% macro line_fields(relation, pattern, fields) %}
    {#-
        The rows of `relation` (a CTE with a text column `element`) with the parts of the line in it that
        the groups of the pattern match, in order, under the names given in `fields`; null where a group
        matches nothing. `line_is_readable` is false where the text is not such a line.
    -#}
    {{ return(adapter.dispatch('line_fields', 'api_call_volume')(relation, pattern, fields)) }}
{% endmacro %}

{% macro default__line_fields(relation, pattern, fields) %}
    {{ return(api_call_volume.not_supported('line_fields')) }}
{% endmacro %}

{% macro duckdb__line_fields(relation, pattern, fields) %}
    select
        {{ relation }}.* exclude (line_values),
        {%- for field in fields %}
        nullif(line_values.{{ field }}, '') as {{ field }},
        {%- endfor %}
        coalesce(line_values.{{ fields[0] }} <> '', false) as line_is_readable
    from (
        select
            *,
            regexp_extract(element, '{{ pattern }}', ['{{ fields | join("', '") }}']) as line_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}

{% macro postgres__line_fields(relation, pattern, fields) %}
    select
        {{ relation }}.*,
        {%- for field in fields %}
        line.line_values[{{ loop.index }}] as {{ field }},
        {%- endfor %}
        line.line_values is not null as line_is_readable
    from {{ relation }}
    cross join lateral (
        select regexp_match({{ relation }}.element, '{{ pattern }}') as line_values limit all offset 0
    ) as line
{% endmacro %}

{% macro spark__line_fields(relation, pattern, fields) %}
    {#- Each part in a call of its own would match the pattern as often as there are parts. -#}
    {%- set parts = [] -%}
    {%- for field in fields -%}
        {%- do parts.append('$' ~ loop.index) -%}
    {%- endfor -%}
    {%- set pattern = api_call_volume.java_pattern(pattern) -%}
    select
        {{ relation }}.* except (line_values),
        {%- for field in fields %}
        nullif(line_values[{{ loop.index0 }}], '') as {{ field }},
        {%- endfor %}
        line_values is not null as line_is_readable
    from (
        select
            *,
            case
                when element rlike '{{ pattern }}'
                    then split(regexp_replace(element, '{{ pattern }}(?s:.*)', '{{ parts | join('\\u001f') }}'), '\\u001f')
            end as line_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}
