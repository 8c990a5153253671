{% macro is_kept_by_empty() %}
    {#-
        Whether this is a run with `--empty` and the model exists. Such a run reads no rows; it is for checking that SQL
        compiles, and must not empty what was counted, which raw may no longer have.
    -#}
    {{ return(execute and flags.EMPTY and load_relation(this) is not none) }}
{% endmacro %}
