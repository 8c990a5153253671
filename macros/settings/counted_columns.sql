{% macro counted_columns(source) %}
    {#-
        The `columns` of a source that what is counted depends on: canonical column -> normalized_sql. Those that only
        staging has are left out, unless excluded_calls_where, `deduplicate_on` or call_dimensions names them: no mart reads
        them.
    -#}
    {% set conditions = (source.excluded_calls_where or '') | string | lower %}
    {% set columns = {} %}
    {% for column, expression in source.columns.items() %}
        {% set is_counted = column in conditions or column in source.deduplicate_on or column in api_call_volume.call_dimensions() %}
        {% if is_counted or column not in ['region', 'user_agent_original', 'api_version'] %}
            {% do columns.update({column: api_call_volume.normalized_sql(expression)}) %}
        {% endif %}
    {% endfor %}
    {{ return(columns) }}
{% endmacro %}
