{% macro has_engagement_source(name=none) %}
    {#- Whether the engagement input `name` is declared; without a name, whether any is that the engagement marts read. -#}
    {% set sources = api_call_volume.engagement_sources() %}
    {% set of_engagement = sources.keys() | reject('in', ['experiment_assignments', 'changes']) | list %}
    {{ return(name in sources if name else of_engagement | length > 0) }}
{% endmacro %}
