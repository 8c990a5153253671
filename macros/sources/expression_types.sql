{% macro expression_types(relation, expressions, settings={}) %}
    {#-
        The data type of each expression (name -> SQL) over a relation, as the warehouse names it. Empty while dbt
        parses, and where the relation does not exist yet. Queried once per run, without reading rows: a warehouse that
        can't run an expression says so here. `settings` (name -> setting) is what its message then names: see
        labelled_expression.
    -#}
    {% if not expressions or not api_call_volume.is_known_relation(relation) %}
        {{ return({}) }}
    {% endif %}
    {% set answers = api_call_volume.answers_of_this_run() %}
    {% set question = 'types of ' ~ tojson(expressions) ~ ' of ' ~ relation %}
    {% if question not in answers %}
        {% do answers.update({question: adapter.dispatch('expression_types', 'api_call_volume')(relation, expressions, settings)}) %}
    {% endif %}
    {{ return(answers[question]) }}
{% endmacro %}

{% macro default__expression_types(relation, expressions, settings) %}
    {% set types = {} %}
    {% set raw_columns = api_call_volume.raw_columns(relation) %}
    {% set query %}
        select
            {%- for name, expression in expressions.items() %}
            {{ api_call_volume.labelled_expression(expression, settings[name], raw_columns) if name in settings else expression }} as {{ name }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ api_call_volume.relation_as(relation, 'raw_calls') }}
        where 1 = 0
    {% endset %}
    {% for column in adapter.get_column_schema_from_query(query) %}
        {#- dbt-duckdb has the fields of a struct in place of it, as `name.field`. -#}
        {% set parts = (column.name | lower).split('.') %}
        {% set data_type = api_call_volume.data_type_of(column) | lower | replace('_type', '') %}
        {% do types.update({parts[0]: 'struct' if parts | length > 1 else data_type}) %}
    {% endfor %}
    {{ return(types) }}
{% endmacro %}

{#- dbt-duckdb names the type of a column and of an expression alike, so no query is needed if all of them are columns. -#}
{% macro duckdb__expression_types(relation, expressions, settings) %}
    {% set columns = api_call_volume.table_columns(relation) %}
    {% set types = {} %}
    {% for name, expression in expressions.items() %}
        {% set column = expression | lower %}
        {% set column = column[1:-1] if column.startswith('(') and column.endswith(')') else column %}
        {% set column = column[1:-1] if column.startswith('"') and column.endswith('"') else column %}
        {% if column in columns %}
            {% do types.update({name: columns[column].data_type}) %}
        {% elif column != 'null' %}
            {{ return(api_call_volume.default__expression_types(relation, expressions, settings)) }}
        {% endif %}
    {% endfor %}
    {{ return(types) }}
{% endmacro %}
