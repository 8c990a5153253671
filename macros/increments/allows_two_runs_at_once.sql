{% macro allows_two_runs_at_once() %}
    {#- Whether a second run can change tables while this one runs. -#}
    {{ return(adapter.dispatch('allows_two_runs_at_once', 'api_call_volume')()) }}
{% endmacro %}

{% macro default__allows_two_runs_at_once() %}
    {{ return(true) }}
{% endmacro %}

{#- One process at a time writes to a DuckDB file; dbt's own threads are one process. -#}
{% macro duckdb__allows_two_runs_at_once() %}
    {{ return(false) }}
{% endmacro %}
