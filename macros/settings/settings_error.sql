{% macro settings_error(setting, problem, fix) %}
    {#- Stops the run, and says which setting is wrong, why, and what to write instead. -#}
    {{ exceptions.raise_compiler_error(
        "api_call_volume: the setting `" ~ setting ~ "` is wrong.\n"
        ~ "  What is wrong: " ~ problem ~ "\n"
        ~ "  What to write: " ~ fix
    ) }}
{% endmacro %}
