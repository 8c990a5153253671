{% macro allow_deep_queries() %}
    {#-
        Lets a model have a query of many steps. Spark resolves a query in rounds, of which each CTE, each subquery and each function in
        a function takes some, and stops after 100: OpenTelemetry's staging takes more. For its session, this raises the limit.
        Databricks has no such setting.
    -#}
    {{ return(adapter.dispatch('allow_deep_queries', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__allow_deep_queries() %}
    {{ return(none) }}
{% endmacro %}

{% macro spark__allow_deep_queries() %}
    {% do run_query('set spark.sql.analyzer.maxIterations = 400') %}
    {{ return(none) }}
{% endmacro %}

{% macro databricks__allow_deep_queries() %}
    {{ return(none) }}
{% endmacro %}
