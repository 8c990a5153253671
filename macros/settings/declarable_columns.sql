{% macro declarable_columns() %}
    {#-
        The columns that the `columns` mapping of a source may name: the canonical columns except those that other
        settings determine, and `url_path`, the path as requested, from which http_route is derived where there is no
        route template.
    -#}
    {% set of_other_settings = ['source_name', 'source_format', 'loaded_at'] %}
    {{ return(api_call_volume.api_call_columns() | reject('in', of_other_settings) | list + ['url_path']) }}
{% endmacro %}
