{% macro fetch_rows(query, what) %}
    {#- The rows of a query as lists of values; tells how many there are, where there are any. -#}
    {% set found = [] %}
    {% for row in run_query(query).rows %}
        {% do found.append(row.values() | list) %}
    {% endfor %}
    {% if found %}
        {% do log(model.name ~ ': ' ~ found | length ~ ' ' ~ what, info=true) %}
    {% endif %}
    {{ return(found) }}
{% endmacro %}
