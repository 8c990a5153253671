{% macro uses_sample() %}
    {#-
        Whether the package's own sample is built: no sources are declared, and the root project is this package or sets
        `use_sample_data`. Invented calls never get into the tables of another project unasked.
    -#}
    {% set declares_sources = var('api_call_sources', none) %}
    {{ return(not declares_sources and var('use_sample_data', project_name == 'api_call_volume')) }}
{% endmacro %}
