{% macro not_supported(macro_name) %}
    {#-
        What a macro of the dialects does by default: it stops the run and names what the warehouse lacks. Not
        while dbt parses, since it renders models then that are disabled.
    -#}
    {% if execute %}
        {{ exceptions.raise_compiler_error(
            "api_call_volume: " ~ target.type ~ " has no `" ~ macro_name ~ "` yet. The README lists the warehouses that are supported."
        ) }}
    {% endif %}
{% endmacro %}
