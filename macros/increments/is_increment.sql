{% macro is_increment(locks=true) %}
    {#-
        Whether this run adds to the existing table of the model; for the materialization replace_whole what dbt's
        `is_incremental` is for its own. Where the model is built on a warehouse that needs it, this also locks the
        table: what a model finds to be due is still due when its rows are replaced, since another run waits until then.
    -#}
    {% if not execute or model.config.materialized != 'replace_whole' or should_full_refresh() %}
        {{ return(false) }}
    {% endif %}
    {% set existing = load_relation(this) %}
    {% if existing is none or existing.type != 'table' %}
        {{ return(false) }}
    {% endif %}
    {% if locks and invocation_args_dict.which in ['run', 'build', 'retry'] %}
        {% set lock = api_call_volume.lock_table_sql(this) | trim %}
        {% if lock %}
            {% do run_query(lock) %}
        {% endif %}
    {% endif %}
    {{ return(true) }}
{% endmacro %}
