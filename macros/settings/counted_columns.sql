{% macro counted_columns(source) %}
    {#-
        The `columns` of a source that what is counted depends on: canonical column -> normalized_sql. Those that only
        staging has are left out, unless excluded_calls_where or `deduplicate_on` names them: no mart reads them.
    -#}
    {% set conditions = (source.excluded_calls_where or '') | string | lower %}
    {% set columns = {} %}
    {% for column, expression in source.columns.items() %}
        {% if column not in ['region', 'user_agent_original', 'api_version'] or column in conditions or column in source.deduplicate_on %}
            {% do columns.update({column: api_call_volume.normalized_sql(expression)}) %}
        {% endif %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
