{% macro sample_engagement_sources() %}
    {#- What the engagement marts are built from where nothing is declared: seeds/. -#}
    {{ return({
        'product_events': {'ref': 'sample_product_events', 'columns': {'event_name': 'event', 'object_id': 'object'}},
        'notifications': {'ref': 'sample_notifications'},
        'content_items': {'ref': 'sample_content_items'},
        'satisfaction_responses': {'ref': 'sample_satisfaction_responses'},
        'outcomes': {'ref': 'sample_outcomes'},
    }) }}
{% endmacro %}
