{% macro attribute_relation(entity) %}
    {#-
        Where the attributes of an entity (`accounts`, `integrations`) come from, as {source: …} or {ref: …}: the
        var <entity>_relation. Without it, the seed of the sample if the sample is built, else none.
    -#}
    {% set setting = entity ~ '_relation' %}
    {{ return(api_call_volume.declared_input(setting, var(setting, none), entity, of_sample='sample_' ~ entity)) }}
{% endmacro %}
