{% macro fetch_rows(query, what) %}
    {#- Runs a query and returns its rows as lists of values. Logs how many there are, and `what`, unless there are none. -#}
    {% set found = [] %}
    {% for row in api_call_volume.result_of(query).rows %}
        {% do found.append(row.values() | list) %}
    {% endfor %}
    {% if found %}
        {% do log(model.name ~ ': ' ~ found | length ~ ' ' ~ what, info=true) %}
    {% endif %}
    {{ return(found) }}
{% endmacro %}
