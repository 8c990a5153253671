{% macro as_canonical_type(column, expression, data_type=none, source={}) %}
    {#-
        An expression over raw rows, of the given data type (none if unknown), cast to the type of its canonical
        column. Null where a value does not convert. `source` says how its times are written (see raw_timestamp).
    -#}
    {% set data_type = (data_type or '') | lower %}
    {% if column in ['occurred_at', 'loaded_at'] %}
        {{ return(api_call_volume.raw_timestamp(
            expression, data_type, source.loaded_at_time_zone if column == 'loaded_at' else none, source.epoch_unit
        )) }}
    {% elif column in api_call_volume.numeric_columns() %}
        {% set kind = api_call_volume.kind_of_number(data_type) %}
        {% if kind == 'integer' %}
            {{ return('cast(' ~ expression ~ ' as ' ~ dbt.type_bigint() ~ ')') }}
        {% elif kind %}
            {{ return('cast(' ~ expression ~ ' as ' ~ api_call_volume.type_double() ~ ')') }}
        {% else %}
            {{ return(api_call_volume.number_from_text('cast(' ~ expression ~ ' as ' ~ dbt.type_string() ~ ')')) }}
        {% endif %}
    {% else %}
        {{ return('cast(' ~ expression ~ ' as ' ~ dbt.type_string() ~ ')') }}
    {% endif %}
{% endmacro %}
