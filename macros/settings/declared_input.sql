{% macro declared_input(setting, declared, what, of_sample=none) %}
    {#-
        The relation that a setting names, as {source: …} or {ref: …}; none where the setting is not set. Instead of a
        mapping, its value may be the name alone: `source_name.table_name` or `model_name`.
          declared   the value of the setting
          what       what the rows of the relation are, for the message
          of_sample  the seed that is read instead where the sample is built
        Raises a settings error for a value that names no relation, or two.
    -#}
    {% if not declared %}
        {{ return({'ref': of_sample} if of_sample and api_call_volume.uses_sample() else none) }}
    {% endif %}
    {% if declared is string %}
        {% set declared = {'source': declared} if '.' in declared else {'ref': declared} %}
    {% endif %}
    {% if declared is not mapping or (declared.get('source') and declared.get('ref')) or not (declared.get('source') or declared.get('ref')) %}
        {% do api_call_volume.settings_error(
            setting, 'it does not say where the ' ~ what ~ ' are.', '`{source: source_name.table_name}` or `{ref: model_name}`.'
        ) %}
    {% elif declared.get('source') and (declared.source | string).split('.') | length != 2 %}
        {% do api_call_volume.settings_error(
            setting, '`' ~ declared.source ~ '` is not of the form source_name.table_name.',
            'the name of a dbt source and of a table in it, with one dot between them.'
        ) %}
    {% endif %}
    {{ return(declared) }}
{% endmacro %}
