{% macro utc_timestamp(expression, data_type) %}
    {#-
        An expression of the given data type (as the warehouse names it; none if not known) as a UTC
        timestamp. A timestamp without zone and a date are taken as UTC; a text is read as
        timestamp_from_text reads it; anything else is null.
    -#}
    {% set data_type = (data_type or 'text') | lower %}
    {% if data_type in ['timestamptz', 'timestamp with time zone', 'timestamp_tz'] %}
        {{ return(adapter.dispatch('utc_timestamp_from_timestamptz', 'api_call_volume')(expression)) }}
    {% elif data_type.startswith('timestamp') or data_type.startswith('datetime') or data_type == 'date' %}
        {{ return('cast(' ~ expression ~ ' as ' ~ dbt.type_timestamp() ~ ')') }}
    {% else %}
        {{ return(api_call_volume.timestamp_from_text('cast(' ~ expression ~ ' as ' ~ dbt.type_string() ~ ')')) }}
    {% endif %}
{% endmacro %}

{% macro default__utc_timestamp_from_timestamptz(expression) %}
    cast(({{ expression }}) at time zone 'UTC' as {{ dbt.type_timestamp() }})
{% endmacro %}
