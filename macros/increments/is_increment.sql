{% macro is_increment() %}
    {#-
        Whether the model adds to a table that stands: adds_to_existing_table(), and not only parsed. Where it is
        built, and the warehouse has need of it, the table is locked before anything is read for it: what a
        run found out is still so when it replaces rows, since a second run waits until then.
    -#}
    {% if not api_call_volume.adds_to_existing_table() or not execute %}
        {{ return(false) }}
    {% endif %}
    {% set lock = api_call_volume.lock_table_sql(this) | trim %}
    {% if lock and invocation_args_dict.which in ['run', 'build', 'retry'] %}
        {% do run_query(lock) %}
    {% endif %}
    {{ return(true) }}
{% endmacro %}
