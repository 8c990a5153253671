{% macro engagement_rates() %}
    {#-
        The engagement rates: name -> what is to be known of one outside of its mart. A rate is this
        declaration, the mart, and the mart's yml.
          mart          the model, of the columns that each of these marts has
          feature       the name of the API calls that are shown beside its numerator; see api_features_query
          routes        which calls these are where no api_features_relation says so: (http_request_method, http_route)
          counted       {model, where}: the rows that its denominator counts, each in the period of its date_day
          judged_by     {model, where, days_before, days_after}, or nothing: other rows that decide whether one
                        of these is in the numerator, by how many days they may come before and after it
          has_items     true: counted are content items that an account has available, where it has counted rows
          in_scorecard  true: the scorecard has a column <name>_rate, which then is in its yml, too
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
