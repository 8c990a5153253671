{%- set rates = {
    'search_usage': ref('api_call_volume', 'fct_search_usage'),
    'notification_interaction': ref('api_call_volume', 'fct_notification_interaction'),
    'collaboration': ref('api_call_volume', 'fct_collaboration'),
    'content_consumption': ref('api_call_volume', 'fct_content_consumption'),
} -%}

{% for rate_name, mart in rates.items() -%}
select
    period_start as date_week,
    account_id,
    '{{ rate_name }}' as rate_name,
    numerator,
    denominator
from {{ mart }}
where period_grain = 'week'
{{ 'union all' if not loop.last }}
{% endfor %}
