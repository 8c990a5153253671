{% macro settings_error(setting, problem, mend) %}
    {#- Stops the run: which setting, what is wrong with it, and what to write instead. -#}
    {{ exceptions.raise_compiler_error(
        "api_call_volume: the setting `" ~ setting ~ "` is wrong.\n"
        ~ "  What is wrong: " ~ problem ~ "\n"
        ~ "  What to write: " ~ mend
    ) }}
{% endmacro %}
