{% macro engagement_keys() %}
    {#- The engagement inputs that are kept in a table, int_<input>, each with the columns that identify a row of it. -#}
    {{ return({
        'product_events': ['event_id'],
        'notifications': ['account_id', 'notification_id'],
        'satisfaction_responses': ['response_id'],
        'outcomes': ['outcome_id'],
    }) }}
{% endmacro %}
