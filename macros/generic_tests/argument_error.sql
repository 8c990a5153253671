{% macro argument_error(test, argument, problem, fix) %}
    {#- Stops dbt, and says which argument of which generic test is wrong, why, and what to write instead. -#}
    {{ exceptions.raise_compiler_error(
        "api_call_volume: the argument `" ~ argument ~ "` of the test `" ~ test ~ "` is wrong.\n"
        ~ "  What is wrong: " ~ problem ~ "\n"
        ~ "  What to write: " ~ fix
    ) }}
{% endmacro %}
