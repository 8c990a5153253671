{% macro is_of_sources(sources) %}
    {#-
        A predicate: a row is of one of these sources. No IN list: with this form, a warehouse drops the other sources of a
        view when it plans the query.
    -#}
    (
        {%- for source in sources -%}
        source_name = '{{ source.name }}'{{ ' or ' if not loop.last }}
        {%- endfor -%}
    )
{%- endmacro %}
