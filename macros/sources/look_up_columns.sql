{% macro look_up_columns(declared) %}
    {#-
        Asks for the columns of several declared tables in one query, for later calls of table_columns. `declared` is a
        list of sources and inputs, with none for what is not declared. Left out are tables that do not exist, views,
        which may be broken without anything reading them, files, and what this run builds. Adapters without such a
        query ask table by table.
    -#}
    {% do adapter.dispatch('look_up_columns', 'api_call_volume')(declared) %}
{% endmacro %}

{% macro default__look_up_columns(declared) %}
{% endmacro %}

{% macro duckdb__look_up_columns(declared) %}
    {% set relations = [] %}
    {% for of in declared if execute and of and not api_call_volume.is_built_later(of) %}
        {% set relation = api_call_volume.declared_relation(of) %}
        {% if api_call_volume.is_known_relation(relation) and not relation.external and load_relation(relation).is_table
            and relation not in relations and 'columns of ' ~ relation not in api_call_volume.answers_of_this_run() %}
            {% do relations.append(relation) %}
        {% endif %}
    {% endfor %}
    {% if relations | length < 2 %}
        {{ return('') }}
    {% endif %}
    {%- set query -%}
        {%- for relation in relations %}
        select
            {{ loop.index0 }} as relation_number,
            column_name,
            column_type
        from (describe {{ relation }})
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    {%- endset -%}
    {%- set found = [] -%}
    {%- for relation in relations -%}
        {%- do found.append([]) -%}
    {%- endfor -%}
    {%- for number, name, data_type in run_query(query).rows -%}
        {%- do found[number | int].append(api.Column(name, data_type, none, none, none)) -%}
    {%- endfor -%}
    {%- for relation in relations -%}
        {%- do api_call_volume.answers_of_this_run().update({
            'columns of ' ~ relation: api_call_volume.columns_by_name(found[loop.index0])
        }) -%}
    {%- endfor -%}
{% endmacro %}
