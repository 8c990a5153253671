{% macro engagement_columns() %}
    {#-
        The inputs of the engagement marts (the keys of engagement_sources), each with its columns: column -> data
        type. The first column is the id, the second the time.
    -#}
    {% set text = dbt.type_string() %}
    {% set timestamp = api_call_volume.type_utc_timestamp() %}
    {{ return({
        'product_events': {
            'event_id': text, 'occurred_at': timestamp, 'loaded_at': timestamp, 'account_id': text, 'user_id': text,
            'session_id': text, 'event_name': text, 'object_id': text, 'target_user_id': text,
        },
        'notifications': {
            'notification_id': text, 'delivered_at': timestamp, 'loaded_at': timestamp, 'account_id': text,
        },
        'content_items': {
            'item_id': text, 'available_from': timestamp, 'available_to': timestamp, 'account_id': text,
        },
        'satisfaction_responses': {
            'response_id': text, 'responded_at': timestamp, 'loaded_at': timestamp, 'account_id': text, 'survey': text,
            'score': api_call_volume.type_double(),
        },
        'outcomes': {
            'outcome_id': text, 'occurred_at': timestamp, 'loaded_at': timestamp, 'account_id': text, 'outcome': text,
            'amount': api_call_volume.type_double(),
        },
    }) }}
{% endmacro %}
