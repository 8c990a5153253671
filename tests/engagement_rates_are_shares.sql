{{ config(enabled=api_call_volume.has_engagement_source()) }}

{%- set marts = ['fct_search_usage', 'fct_notification_interaction', 'fct_collaboration', 'fct_content_consumption'] %}

-- A rate is its numerator's share of its denominator, from 0 to 1, and null where there is nothing to be a share of.
{% for mart in marts %}
select
    '{{ mart }}' as mart,
    period_grain,
    period_start,
    account_id,
    numerator,
    denominator,
    rate
from {{ ref(mart) }}
where
    numerator > denominator
    or numerator < 0
    or (denominator = 0 and rate is not null)
    or (denominator > 0 and (rate is null or abs(rate * denominator - numerator) > 1e-6))
{{ 'union all' if not loop.last }}
{%- endfor %}
