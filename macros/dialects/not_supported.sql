{% macro not_supported(macro_name) %}
    {#-
        The default of a dispatched macro that has none: stops the run and names what the warehouse lacks. It does
        nothing while dbt parses, since disabled models are rendered then, too.
    -#}
    {% if execute %}
        {{ exceptions.raise_compiler_error(
            "api_call_volume: " ~ target.type ~ " has no `" ~ macro_name ~ "` yet. The README lists the warehouses that are supported."
        ) }}
    {% endif %}
{% endmacro %}
