{% macro engagement_rates() %}
    {#-
        The engagement rates: name -> declaration. A rate consists of this declaration, its mart, and the mart's yml.
          mart          the model, which has the columns of the other rates' marts
          feature       the name of the API calls that are shown beside the numerator; see api_features_query
          routes        (http_request_method, http_route) of these calls, for projects without api_features_relation
          counted       {model, where}: the rows that the denominator counts, each in the period of its date_day
          judged_by     optional, {model, where, days_before, days_after}: other rows, up to so many days before and
                        after a counted row, that decide whether it is in the numerator
          has_items     true where the denominator counts available content items, for accounts with counted rows
          in_scorecard  true where the scorecard has a column <name>_rate, which is then also in its yml
    -#}
    {{ return({
        'search_usage': {
            'mart': 'fct_search_usage',
            'feature': 'search',
            'routes': [('GET', '*/search'), ('POST', '*/search')],
            'counted': {'model': 'int_product_events', 'where': 'session_id is not null'},
            'in_scorecard': true,
        },
        'notification_interaction': {
            'mart': 'fct_notification_interaction',
            'feature': 'notification_action',
            'routes': [('PUT', '*/notifications/*'), ('PATCH', '*/notifications/*'), ('POST', '*/notifications/*')],
            'counted': {'model': 'int_notifications', 'where': 'notification_id is not null'},
            'judged_by': {
                'model': 'int_product_events', 'where': "event_name = 'notification_action'",
                'days_before': 0, 'days_after': api_call_volume.notification_window_days() + 1,
            },
            'in_scorecard': true,
        },
        'collaboration': {
            'mart': 'fct_collaboration',
            'feature': 'collaboration',
            'routes': [('POST', '*/comments'), ('POST', '*/mentions'), ('POST', '*/shares')],
            'counted': {'model': 'int_product_events', 'where': 'user_id is not null'},
            'in_scorecard': true,
        },
        'content_consumption': {
            'mart': 'fct_content_consumption',
            'feature': 'content_read',
            'routes': [('GET', '*/articles/{id}'), ('GET', '*/documents/{id}')],
            'counted': {'model': 'int_product_events', 'where': '1 = 1'},
            'has_items': true,
            'in_scorecard': true,
        },
    }) }}
{% endmacro %}
