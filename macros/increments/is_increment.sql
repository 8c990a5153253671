{% macro is_increment(locks=true) %}
    {#-
        Whether this run adds to the model's existing table: `is_incremental` for the materialization replace_whole. A
        run with `--empty` adds nothing, and looks nothing up.
        While the model is being built, this also locks the table on warehouses that need a lock. Another run then
        waits, so that the keys found to be due are still due when their rows are replaced.
    -#}
    {% if not execute or model.config.materialized != 'replace_whole' or should_full_refresh() or flags.EMPTY %}
        {{ return(false) }}
    {% endif %}
    {% set existing = load_relation(this) %}
    {% if existing is none or existing.type != 'table' %}
        {{ return(false) }}
    {% endif %}
    {% if locks and api_call_volume.is_being_built() %}
        {% set lock = api_call_volume.lock_table_sql(this) | trim %}
        {% if lock %}
            {% do run_query(lock) %}
        {% endif %}
    {% endif %}
    {{ return(true) }}
{% endmacro %}
