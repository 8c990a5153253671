{% macro measures_features() %}
    {#- Whether an input says which features are used: product events, or `api_features_relation` beside another engagement input. -#}
    {{ return(
        api_call_volume.has_engagement_source('product_events')
        or (api_call_volume.has_engagement_source() and var('api_features_relation', none) is not none)
    ) }}
{% endmacro %}
