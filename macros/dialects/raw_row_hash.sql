{% macro raw_row_hash(columns) %}
    {#-
        The values of a raw row as one hash, in hexadecimal (`columns`: name -> quoted name). The order of the columns
        does not matter, nor does a column that is null: a table may get one, or lose an empty one.
    -#}
    {{ return(adapter.dispatch('raw_row_hash', 'api_call_volume')(columns)) }}
{% endmacro %}

{% macro default__raw_row_hash(columns) %}
    {% set values = ["''"] %}
    {% for name in columns | sort %}
        {% do values.append(
            "coalesce(" ~ api_call_volume.text_literal(name ~ '\x1f') ~ " || cast(" ~ columns[name] ~ ' as ' ~ dbt.type_string() ~ ") || '\x1e', '')"
        ) %}
    {% endfor %}
    {{ return(dbt.hash(values | join(' || '))) }}
{% endmacro %}

{#- A struct or an array can't be cast to a text there. -#}
{% macro bigquery__raw_row_hash(columns) %}
    {% set values = ["''"] %}
    {% for name in columns | sort %}
        {% do values.append(
            "coalesce(" ~ api_call_volume.text_literal(name ~ '\x1f') ~ " || nullif(to_json_string(" ~ columns[name] ~ "), 'null') || '\x1e', '')"
        ) %}
    {% endfor %}
    {{ return(dbt.hash(values | join(' || '))) }}
{% endmacro %}
