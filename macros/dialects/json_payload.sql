{% macro json_payload(relation, record, payloads, marks, name) %}
    {#-
        The rows of `relation`, a CTE, with two more columns about the JSON text `record`: `<name>_text`, the first of the fields
        `payloads` (a list of paths, see key_path) that it has, and `<name>_is_marked`, whether it has one of the fields `marks`.
    -#}
    {{ return(adapter.dispatch('json_payload', 'api_call_volume')(relation, record, payloads, marks, name)) }}
{% endmacro %}

{% macro default__json_payload(relation, record, payloads, marks, name) %}
    {%- set texts = {} -%}
    {%- for path in payloads -%}
        {%- do texts.update({name ~ '_' ~ loop.index: path}) -%}
    {%- endfor -%}
    {%- set found = {} -%}
    {%- for path in marks -%}
        {%- do found.update({name ~ '_mark_' ~ loop.index: path}) -%}
    {%- endfor -%}
    select
        *,
        coalesce({{ texts | join(', ') }}) as {{ name }}_text,
        {% if marks %}coalesce({{ found | join(', ') }}{{ ', null' if marks | length == 1 }}) is not null{% else %}false{% endif %} as {{ name }}_is_marked
    from (
        {{ api_call_volume.json_fields(relation, record, dict(texts, **found), name ~ '_is_json') }}
    ) as {{ relation }}
{% endmacro %}

{#- Of a list, since most records are not wrapped: a column for each field would cost each record, wrapped or not. -#}
{% macro duckdb__json_payload(relation, record, payloads, marks, name) %}
    {%- set paths = [] -%}
    {%- for path in payloads + marks -%}
        {%- do paths.append("'$.\"" ~ api_call_volume.key_path(path) | join('"."') ~ "\"'") -%}
    {%- endfor -%}
    select
        * exclude ({{ name }}_values),
        list_any_value({{ name }}_values[:{{ payloads | length }}]) as {{ name }}_text,
        list_any_value({{ name }}_values[{{ payloads | length + 1 }}:]) is not null as {{ name }}_is_marked
    from (
        select
            *,
            case
                when {{ record }} is not null
                    then try(json_extract_string({{ record }}, [{{ paths | join(', ') }}]))
            end as {{ name }}_values
        from {{ relation }}
    ) as {{ relation }}
{% endmacro %}
