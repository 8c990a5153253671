{% macro argument_error(test, argument, problem, mend) %}
    {#- Stops dbt: which argument of which generic test, what is wrong with it, and what to write instead. -#}
    {{ exceptions.raise_compiler_error(
        "api_call_volume: the argument `" ~ argument ~ "` of the test `" ~ test ~ "` is wrong.\n"
        ~ "  What is wrong: " ~ problem ~ "\n"
        ~ "  What to write: " ~ mend
    ) }}
{% endmacro %}
