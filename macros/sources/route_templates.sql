{% macro route_templates(source) %}
    {#-
        The routes that `route_templates_relation` lists for a source, the most specific first: that with the most literal
        segments, of a certain method before those of any, with literal segments further to the left. Each is a
        mapping: `method` (none for any), `template` as written, `pattern` with a `*` for each parameter, `depth` (the number
        of segments). Empty without the setting, while dbt parses, and where the relation does not exist. One query in a run;
        a settings error where a column is missing.
    -#}
    {% set routes = [] %}
    {% if source.route_templates_relation %}
        {% set relation = api_call_volume.declared_relation(source.route_templates_relation) %}
        {% set answers, question = api_call_volume.answers_of_this_run(), 'routes of ' ~ relation %}
        {% if question in answers %}
            {{ return(answers[question]) }}
        {% endif %}
        {% if api_call_volume.is_known_relation(relation) %}
            {% set columns = api_call_volume.table_columns(relation, keep=false) %}
            {% for name in ['method', 'template'] if name not in columns %}
                {% do api_call_volume.settings_error(
                    source.setting ~ '.route_templates_relation', relation ~ ' has no column `' ~ name ~ '`.',
                    'a relation with the columns `method` (null or `*` for any) and `template` (`/v1/orders/{id}`).'
                ) %}
            {% endfor %}
            {% for row in api_call_volume.result_of(
                'select distinct ' ~ columns.method.quoted ~ ', ' ~ columns.template.quoted ~ ' from ' ~ relation
            ).rows if row[1] and row[1] | trim %}
                {% do routes.append(api_call_volume.parsed_route(row[0], row[1])) %}
            {% endfor %}
            {% set routes = routes | sort(attribute='rank') | list %}
            {% do answers.update({question: routes}) %}
        {% endif %}
    {% endif %}
    {{ return(routes) }}
{% endmacro %}
