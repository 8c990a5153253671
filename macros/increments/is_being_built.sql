{% macro is_being_built() %}
    {#-
        Whether this run builds the model's table: not while dbt parses or compiles, in a unit test, or with `--empty`. Only
        then may a model ask about tables that a run before it, or this one, has built.
    -#}
    {{ return(
        execute and model.config.materialized == 'replace_whole' and not flags.EMPTY
        and invocation_args_dict.which in ['run', 'build', 'retry']
    ) }}
{% endmacro %}
