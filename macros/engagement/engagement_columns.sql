{% macro engagement_columns() %}
    {#-
        The inputs of the engagement marts and of fct_effects (the keys of engagement_sources), each with its columns: column -> data
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
        'experiment_assignments': {
            'experiment': text, 'assigned_at': timestamp, 'account_id': text, 'variant': text,
            'planned_share': api_call_volume.type_double(),
        },
        'changes': {
            'change': text, 'changed_at': timestamp, 'account_id': text, 'segment': text, 'kind': text,
        },
    }) }}
{% endmacro %}
