{% macro engagement_raw_columns(name) %}
    {#-
        The SQL over a raw row that gives each canonical column of an engagement input: column -> SQL. It is the
        expression in the input's `columns`, else the raw column of that name, else `null`.
    -#}
    {% set source = api_call_volume.engagement_sources().get(name) %}
    {% set raw_columns = api_call_volume.raw_columns(api_call_volume.declared_relation(source)) if source else {} %}
    {% set mapping = (source or {}).get('columns') or {} %}
    {% set given = {} %}
    {% for column in api_call_volume.engagement_columns()[name] %}
        {% do given.update({
            column: api_call_volume.column_or_expression(raw_columns, mapping[column]) if column in mapping else raw_columns.get(column, 'null')
        }) %}
    {% endfor %}
    {{ return(given) }}
{% endmacro %}
