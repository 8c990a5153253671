{% macro adds_to_existing_table() %}
    {#- Whether the model adds to an existing table: what `is_incremental` is for dbt's own materialization. -#}
    {% if not execute or model.config.materialized != 'replace_whole' or should_full_refresh() %}
        {{ return(false) }}
    {% endif %}
    {% set existing = load_relation(this) %}
    {{ return(existing is not none and existing.type == 'table') }}
{% endmacro %}
