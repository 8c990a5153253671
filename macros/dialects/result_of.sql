{% macro result_of(query) %}
    {#- What a query finds: dbt's run_query, of the query as the warehouse has to be given it. -#}
    {{ return(adapter.dispatch('result_of', 'api_call_volume')(query)) }}
{% endmacro %}

{% macro default__result_of(query) %}
    {%- set in_steps = api_call_volume.in_steps(query) -%}
    {%- set result = run_query(in_steps.query) -%}
    {%- do api_call_volume.drop_steps(in_steps.tables) -%}
    {{ return(result) }}
{% endmacro %}

{% macro clickhouse__result_of(query) %}
    {%- set in_steps = api_call_volume.in_steps(query) -%}
    {%- set result = run_query(api_call_volume.clickhouse_sql(in_steps.query)) -%}
    {%- do api_call_volume.drop_steps(in_steps.tables) -%}
    {{ return(result) }}
{% endmacro %}
