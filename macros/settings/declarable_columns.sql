{% macro declarable_columns() %}
    {#-
        What the `columns` mapping of a source may name: the canonical columns that a source gives,
        and `url_path`, the path as it was requested, from which http_route is derived where the
        source has no route template.
    -#}
    {% set given_elsewhere = ['source_name', 'source_format', 'loaded_at'] %}
    {{ return(api_call_volume.api_call_columns() | reject('in', given_elsewhere) | list + ['url_path']) }}
{% endmacro %}
