{% macro given_texts(source) %}
    {#-
        What may be shown of a rejected row of a tabular source (see raw_record): name -> column of
        raw_row_count, before it is typed, for each canonical column that the source gives.
    -#}
    {% set given = api_call_volume.given_columns(source, api_call_volume.raw_columns(api_call_volume.declared_relation(source))) %}
    {% set texts = {} %}
    {% for column in given %}
        {% do texts.update({column: 'raw_' ~ column}) %}
    {% endfor %}
    {{ return(texts) }}
{% endmacro %}
