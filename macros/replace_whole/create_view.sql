{% macro create_view() %}
    {#- Creates the model's view again: the adapter's materialization `view`. -#}
    {{ return(adapter.dispatch('create_view', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__create_view() %}
    {{ return(dbt.materialization_view_default()) }}
{% endmacro %}

{% macro snowflake__create_view() %}
    {{ return(dbt.materialization_view_snowflake()) }}
{% endmacro %}

{% macro bigquery__create_view() %}
    {{ return(dbt.materialization_view_bigquery()) }}
{% endmacro %}

{% macro redshift__create_view() %}
    {{ return(dbt.materialization_view_redshift()) }}
{% endmacro %}

{% macro databricks__create_view() %}
    {{ return(dbt.materialization_view_databricks()) }}
{% endmacro %}

{% macro spark__create_view() %}
    {{ return(dbt.materialization_view_spark()) }}
{% endmacro %}

{% macro trino__create_view() %}
    {{ return(dbt.materialization_view_trino()) }}
{% endmacro %}
