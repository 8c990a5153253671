{% macro engagement_mart_versions(mart) %}
    {#-
        The `versions` of an engagement mart, by its name: what its rows are made of; see due_periods.
        The events are named where they are read: a ref above would make each mart a child of them, the scorecard too.
    -#}
    {% if mart in ('fct_search_usage', 'fct_collaboration') %}
        {%- set events = 'select date_day, row_version as version from ' ~ ref('int_product_events') ~ ' where ' %}
        {% if mart == 'fct_search_usage' %}
            {{ return(api_call_volume.engagement_versions(events ~ 'session_id is not null', 'search')) }}
        {% endif %}
        {{ return(api_call_volume.engagement_versions(events ~ 'user_id is not null', 'collaboration')) }}
    {% elif mart == 'fct_notification_interaction' %}
        {{ return(api_call_volume.engagement_versions(api_call_volume.notification_versions(), 'notification_action')) }}
    {% elif mart == 'fct_content_consumption' %}
        {{ return(api_call_volume.content_versions()) }}
    {% else %}
        {{ return(api_call_volume.scorecard_versions()) }}
    {% endif %}
{% endmacro %}
