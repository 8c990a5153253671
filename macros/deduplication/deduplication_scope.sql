{% macro deduplication_scope(source_name='source_name') %}
    {#-
        SQL: the source within which a key identifies a call. That is the source itself (`source_name`: the column), or
        the one that its `same_calls_as` names.
    -#}
    {%- set branches = [] -%}
    {%- for source in api_call_volume.api_call_sources(only_read=false) if source.same_calls_as -%}
        {%- do branches.append("when '" ~ source.name ~ "' then '" ~ source.same_calls_as ~ "'") -%}
    {%- endfor -%}
    {{ return('case ' ~ source_name ~ ' ' ~ branches | join(' ') ~ ' else ' ~ source_name ~ ' end' if branches else source_name) }}
{% endmacro %}
