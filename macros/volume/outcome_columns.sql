{% macro outcome_columns() %}
    {#- The outcomes of a call and the columns that count them. -#}
    {{ return({
        'success': 'successful_calls',
        'client_error': 'client_error_calls',
        'auth_failed': 'auth_failed_calls',
        'rate_limited': 'rate_limited_calls',
        'server_error': 'server_error_calls',
        'aborted': 'aborted_calls',
    }) }}
{% endmacro %}
