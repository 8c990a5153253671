{% macro least_benchmark_accounts() %}
    {#- Under how many accounts a segment has no percentiles: they would show single accounts. -#}
    {{ return(5) }}
{% endmacro %}
