{% macro expression_types(relation, expressions) %}
    {#-
        The data type, as the warehouse names it, of each expression (name -> SQL) over a relation.
        Nothing while dbt parses, and where the relation does not exist yet. Asked once a run.
    -#}
    {% if not expressions or not api_call_volume.is_known_relation(relation) %}
        {{ return({}) }}
    {% endif %}
    {% set answers = api_call_volume.answers_of_this_run() %}
    {% set question = 'types of ' ~ tojson(expressions) ~ ' of ' ~ relation %}
    {% if question not in answers %}
        {% do answers.update({question: api_call_volume.asked_types(relation, expressions)}) %}
    {% endif %}
    {{ return(answers[question]) }}
{% endmacro %}
