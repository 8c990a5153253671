{% macro has_engagement_source(name=none) %}
    {#- Whether an input of the engagement marts is declared: the one named, or any. -#}
    {% set sources = api_call_volume.engagement_sources() %}
    {{ return(name in sources if name else sources | length > 0) }}
{% endmacro %}
