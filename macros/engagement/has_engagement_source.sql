{% macro has_engagement_source(name=none) %}
    {#- Whether the engagement input `name` is declared; without a name, whether any is. -#}
    {% set sources = api_call_volume.engagement_sources() %}
    {{ return(name in sources if name else sources | length > 0) }}
{% endmacro %}
