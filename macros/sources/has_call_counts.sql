{% macro has_call_counts() %}
    {#-
        Whether a row of any declared source may represent more or less than one call: the source or the mapping of
        its format has a call_count, or its columns are not known yet. Checks all sources, since dbt has to find each
        of them while it parses.
    -#}
    {% set sources_with_counts = [] %}
    {% for source in api_call_volume.policies_of_all(api_call_volume.api_call_sources()) %}
        {% if 'call_count' in source.columns %}
            {% do sources_with_counts.append(source.name) %}
        {% elif source.format == 'columns' %}
            {% set relation = api_call_volume.declared_relation(source) %}
            {% if not api_call_volume.is_known_relation(relation) or 'call_count' in api_call_volume.raw_columns(relation) %}
                {% do sources_with_counts.append(source.name) %}
            {% endif %}
        {% elif not execute or graph.nodes['model.api_call_volume.stg_' ~ source.format ~ '__api_calls'].config.meta.maps_call_count %}
            {% do sources_with_counts.append(source.name) %}
        {% endif %}
    {% endfor %}
    {{ return(sources_with_counts | length > 0) }}
{% endmacro %}
