{% macro table_columns(relation, keep=true) %}
    {#-
        The columns of a table: name in lower case -> `quoted` name and `data_type`, as the adapter names it. Queried
        once per run, unless `keep` is false: then the next call queries again, since this run may build the table.
    -#}
    {% set answers = api_call_volume.answers_of_this_run() %}
    {% set question = 'columns of ' ~ relation %}
    {% if question in answers %}
        {{ return(answers[question]) }}
    {% endif %}
    {% set columns = {} %}
    {% for name, data_type in api_call_volume.columns_of_files(relation).items() %}
        {% do columns.update({name | lower: {'quoted': adapter.quote(name | replace('"', '""')), 'data_type': data_type | lower}}) %}
    {% endfor %}
    {% if not relation.external %}
        {% do columns.update(api_call_volume.columns_by_name(adapter.get_columns_in_relation(relation))) %}
    {% endif %}
    {% if keep %}
        {% do answers.update({question: columns}) %}
    {% endif %}
    {{ return(columns) }}
{% endmacro %}
