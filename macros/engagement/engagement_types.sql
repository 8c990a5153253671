{% macro engagement_types(name) %}
    {#-
        The data type of each column of an engagement input, as the warehouse names it. Its `where` is tried in the same
        query, which reads no rows: see expression_types. Empty where the input is not declared or its table is unknown.
    -#}
    {% set source = api_call_volume.engagement_sources().get(name) %}
    {% if not source %}
        {{ return({}) }}
    {% endif %}
    {% set setting = 'engagement_sources.' ~ name %}
    {% set expressions = api_call_volume.engagement_raw_columns(name) %}
    {% set settings = {} %}
    {% for column in source.get('columns') or {} %}
        {% do settings.update({column: setting ~ '.columns.' ~ column}) %}
    {% endfor %}
    {% if source.get('where') %}
        {% set expressions = dict({'is_wanted': 'coalesce((' ~ source.where ~ '), false)'}, **expressions) %}
        {% do settings.update({'is_wanted': setting ~ '.where'}) %}
    {% endif %}
    {{ return(api_call_volume.expression_types(api_call_volume.declared_relation(source), expressions, settings)) }}
{% endmacro %}
