{% macro not_supported(macro_name) %}
    {{ exceptions.raise_compiler_error(
        "api_call_volume: " ~ target.type ~ " has no `" ~ macro_name ~ "` yet. The README lists the warehouses that are supported."
    ) }}
{% endmacro %}
