{% macro benchmark_metrics() %}
    {#- The numbers of an account's month that segments are compared by: columns of fct_account_calls_monthly. -#}
    {{ return([
        'calls_per_day', 'change_ratio', 'success_rate', 'active_users', 'active_routes', 'active_days', 'duration_ms_p95',
    ]) }}
{% endmacro %}
