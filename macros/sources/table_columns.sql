{% macro table_columns(relation, keep=true) %}
    {#-
        The columns of a table: name in lower case -> `quoted`, the name as SQL takes it, and `data_type`, as the
        adapter names it here. Asked once a run; with `keep` false the next to ask is answered anew, since the
        table may be built in between.
    -#}
    {% set answers = api_call_volume.answers_of_this_run() %}
    {% set question = 'columns of ' ~ relation %}
    {% if question in answers %}
        {{ return(answers[question]) }}
    {% endif %}
    {% set columns = {} %}
    {% for column in adapter.get_columns_in_relation(relation) %}
        {% do columns.update({column.name | lower: {
            'quoted': adapter.quote(column.name | replace('"', '""')), 'data_type': column.data_type | lower
        }}) %}
    {% endfor %}
    {% if keep %}
        {% do answers.update({question: columns}) %}
    {% endif %}
    {{ return(columns) }}
{% endmacro %}
