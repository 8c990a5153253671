{% macro raw_timestamp(expression, data_type, time_zone=none, epoch_unit=none) %}
    {#-
        A time of a raw row as a UTC timestamp; null where it is none. `data_type` and `time_zone`: see utc_timestamp. With
        `epoch_unit` (see epoch_units), numbers count that unit since 1970; timestamps and ISO 8601 texts are read as
        without it.
    -#}
    {% set timestamp = api_call_volume.utc_timestamp(expression, data_type, time_zone) %}
    {% set data_type = (data_type or 'text') | lower %}
    {% if not epoch_unit or data_type.startswith('timestamp') or data_type.startswith('datetime') or data_type == 'date' %}
        {{ return(timestamp) }}
    {% endif %}
    {{ return(api_call_volume.timestamp_from_epoch(
        api_call_volume.time_as_text(expression, data_type), api_call_volume.epoch_units()[epoch_unit], timestamp
    )) }}
{% endmacro %}
