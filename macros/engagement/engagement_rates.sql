{% macro engagement_rates() %}
    {#- The rates of the scorecard: name -> the mart that each is read from. -#}
    {{ return({
        'search_usage': 'fct_search_usage',
        'notification_interaction': 'fct_notification_interaction',
        'collaboration': 'fct_collaboration',
        'content_consumption': 'fct_content_consumption',
    }) }}
{% endmacro %}
