{% macro attribute_relation(entity) %}
    {#-
        Where the attributes of an entity (`accounts`, `integrations`) come from, as {source: …} or {ref: …}: the
        var <entity>_relation. Without it, the seed of the sample if the sample is built, else none.
    -#}
    {% set setting = entity ~ '_relation' %}
    {% set declared = var(setting, none) %}
    {% if not declared %}
        {{ return({'ref': 'sample_' ~ entity} if api_call_volume.uses_sample() else none) }}
    {% endif %}
    {% if declared is string %}
        {% set declared = {'source': declared} if '.' in declared else {'ref': declared} %}
    {% endif %}
    {% if declared is not mapping or (declared.get('source') and declared.get('ref')) or not (declared.get('source') or declared.get('ref')) %}
        {% do api_call_volume.settings_error(
            setting, 'it does not say where the ' ~ entity ~ ' are.', '`{source: source_name.table_name}` or `{ref: model_name}`.'
        ) %}
    {% elif declared.get('source') and (declared.source | string).split('.') | length != 2 %}
        {% do api_call_volume.settings_error(
            setting, '`' ~ declared.source ~ '` is not of the form source_name.table_name.',
            'the name of a dbt source and of a table in it, with one dot between them.'
        ) %}
    {% endif %}
    {{ return(declared) }}
{% endmacro %}
