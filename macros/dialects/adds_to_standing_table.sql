{% macro adds_to_standing_table() %}
    {#- Whether the model adds to a table that stands, as `is_incremental` says where dbt has a strategy of ours. -#}
    {{ return(adapter.dispatch('adds_to_standing_table', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__adds_to_standing_table() %}
    {{ return(is_incremental()) }}
{% endmacro %}

{#- A materialization of our own (replace_whole), which is_incremental knows nothing of. -#}
{% macro spark__adds_to_standing_table() %}
    {% if not execute or model.config.materialized != 'replace_whole' or should_full_refresh() %}
        {{ return(false) }}
    {% endif %}
    {% set standing = load_relation(this) %}
    {{ return(standing is not none and standing.is_table) }}
{% endmacro %}

{#- dbt-bigquery knows no other strategies than its own: see replace_whole. -#}
{% macro bigquery__adds_to_standing_table() %}
    {{ return(api_call_volume.spark__adds_to_standing_table()) }}
{% endmacro %}

{% macro databricks__adds_to_standing_table() %}
    {{ return(is_incremental()) }}
{% endmacro %}
