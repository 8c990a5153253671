{% macro remembered_columns(source_name) %}
    {#-
        The columns of a source that the existing tables were built from, as int_raw_columns has them: column ->
        `data_type`, and `is_found_by_name`. Empty before the first build, in a full refresh, and while dbt parses.
        Queried once per run.
    -#}
    {% if not execute or (flags.FULL_REFRESH and 'model.api_call_volume.int_raw_columns' in selected_resources) %}
        {{ return({}) }}
    {% endif %}
    {% set answers = api_call_volume.answers_of_this_run() %}
    {% if 'remembered columns' not in answers %}
        {% set remembered = {} %}
        {#- Not by `ref`: models that the table is not an input of read it, too. The graph of a unit test has no nodes. -#}
        {% set node = graph.get('nodes', {}).get('model.api_call_volume.int_raw_columns') %}
        {% set relation = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) if node else none %}
        {% if node and load_relation(relation) is not none %}
            {%- set query -%}
                select source_name, column_name, data_type, is_found_by_name
                from {{ relation }}
                order by source_name, column_name
            {%- endset -%}
            {% for name, column, data_type, is_found_by_name in api_call_volume.result_of(query).rows %}
                {% do remembered.setdefault(name, {}).update({
                    column: {'data_type': data_type or '', 'is_found_by_name': is_found_by_name}
                }) %}
            {% endfor %}
            {#- A source that this run renames has its rows under the old name until then. -#}
            {% for source in api_call_volume.api_call_sources(only_read=false) %}
                {% for name in source.formerly if name in remembered and source.name not in remembered %}
                    {% do remembered.update({source.name: remembered[name]}) %}
                {% endfor %}
            {% endfor %}
        {% endif %}
        {% do answers.update({'remembered columns': remembered}) %}
    {% endif %}
    {{ return(answers['remembered columns'].get(source_name, {})) }}
{% endmacro %}
