{% macro filled_text(template) %}
    {#-
        A SQL expression: the template with the values of a row. Each `[column]` becomes the column's value, or `none`
        where it is null. `[column:number]` drops the trailing zeros of a decimal.
    -#}
    {% set parts = [] %}
    {% for piece in template.split('[') %}
        {% set literal = piece if loop.first else piece.split(']', 1)[1] %}
        {% if not loop.first %}
            {% set column = piece.split(']', 1)[0] %}
            {% set value = 'cast(' ~ column.split(':')[0] ~ ' as ' ~ dbt.type_string() ~ ')' %}
            {% if column.endswith(':number') %}
                {% set trimmed = api_call_volume.trim_end(api_call_volume.trim_end(value, '0'), '.') | trim %}
                {% set value = 'case when ' ~ value ~ " like '%.%' then " ~ trimmed ~ ' else ' ~ value ~ ' end' %}
            {% endif %}
            {% do parts.append('coalesce(' ~ value ~ ", 'none')") %}
        {% endif %}
        {% if literal %}
            {% do parts.append(api_call_volume.text_literal(literal)) %}
        {% endif %}
    {% endfor %}
    {{ return(dbt.concat(parts)) }}
{% endmacro %}
