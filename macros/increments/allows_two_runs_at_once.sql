{% macro allows_two_runs_at_once() %}
    {#- Whether another run can change tables while this one runs. -#}
    {{ return(adapter.dispatch('allows_two_runs_at_once', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__allows_two_runs_at_once() %}
    {{ return(true) }}
{% endmacro %}

{#- Only one process can write to a DuckDB file; the threads of dbt are one process. -#}
{% macro duckdb__allows_two_runs_at_once() %}
    {{ return(false) }}
{% endmacro %}
