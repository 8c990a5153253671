{% macro engagement_raw_columns(name) %}
    {#-
        What each canonical column of an input of the engagement marts is read from, as SQL over a raw row:
        what its `columns` say, or the column of that name; `null` where there is neither.
    -#}
    {% set source = api_call_volume.engagement_sources().get(name) %}
    {% set raw_columns = api_call_volume.raw_columns(api_call_volume.declared_relation(source)) if source else {} %}
    {% set mapping = (source or {}).get('columns') or {} %}
    {% set given = {} %}
    {% for column in api_call_volume.engagement_columns()[name] %}
        {% do given.update({column: '(' ~ mapping[column] ~ ')' if column in mapping else raw_columns.get(column, 'null')}) %}
    {% endfor %}
    {{ return(given) }}
{% endmacro %}
