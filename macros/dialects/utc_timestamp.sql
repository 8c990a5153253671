{% macro utc_timestamp(expression, data_type, time_zone=none) %}
    {#-
        An expression of the given data type (the warehouse's name for it; none if unknown) as a UTC timestamp. A
        timestamp without time zone and a date are taken as UTC; a text is read by timestamp_from_text; anything else
        is null. With `time_zone` (an IANA name), what has no zone or offset is a local time of that zone, and not UTC.
    -#}
    {% set data_type = (data_type or 'text') | lower %}
    {% if data_type in ['timestamptz', 'timestamp with time zone', 'timestamp_tz', 'timestamp_ltz'] %}
        {{ return(adapter.dispatch('utc_timestamp_from_timestamptz', 'api_call_volume')(expression)) }}
    {% elif data_type.startswith('timestamp') or data_type.startswith('datetime') or data_type == 'date' %}
        {{ return(adapter.dispatch('utc_timestamp_from_timestamp', 'api_call_volume')(expression, time_zone)) }}
    {% endif %}
    {% set text = api_call_volume.time_as_text(expression, data_type) %}
    {% set timestamp = api_call_volume.timestamp_from_text(text) %}
    {% if time_zone and time_zone | upper != 'UTC' %}
        {% set has_zone = api_call_volume.regexp_matches_text(api_call_volume.trimmed(text), api_call_volume.iso_8601_zone_pattern()) %}
        {% set local = api_call_volume.utc_timestamp_from_local('(' ~ timestamp ~ ')', time_zone) %}
        {% set timestamp = 'case when ' ~ has_zone ~ ' then ' ~ timestamp ~ ' else ' ~ local ~ ' end' %}
    {% endif %}
    {{ return(timestamp) }}
{% endmacro %}

{% macro default__utc_timestamp_from_timestamptz(expression) %}
    cast(({{ expression }}) at time zone 'UTC' as {{ api_call_volume.type_utc_timestamp() }})
{% endmacro %}

{% macro snowflake__utc_timestamp_from_timestamptz(expression) %}
    cast(convert_timezone('UTC', {{ expression }}) as timestamp_ntz)
{% endmacro %}

{% macro default__utc_timestamp_from_timestamp(expression, time_zone) %}
    {% if time_zone and time_zone | upper != 'UTC' %}
        {{ return(api_call_volume.utc_timestamp_from_local(expression, time_zone)) }}
    {% endif %}
    {{ return('cast(' ~ expression ~ ' as ' ~ api_call_volume.type_utc_timestamp() ~ ')') }}
{% endmacro %}

{#- The adapter gives a timestamp with time zone the same name as one without. -#}
{% macro trino__utc_timestamp_from_timestamp(expression, time_zone) %}
    case
        when typeof({{ expression }}) like '%with time zone'
            then cast(cast({{ expression }} as timestamp(6) with time zone) at time zone 'UTC' as timestamp(6))
        else {{ api_call_volume.default__utc_timestamp_from_timestamp(expression, time_zone) }}
    end
{% endmacro %}

{#-
    A DateTime is a point in time: the time zone in its type, or else that of the server, is how it is shown. Where its type
    names none, the time that is shown is taken as the local time.
-#}
{% macro clickhouse__utc_timestamp_from_timestamp(expression, time_zone) %}
    {%- set instant = 'cast(' ~ expression ~ ' as ' ~ api_call_volume.type_utc_timestamp() ~ ')' -%}
    {% if time_zone and time_zone | upper != 'UTC' %}
    case
        when toTypeName({{ expression }}) like '%''%' then {{ instant }}
        else {{ api_call_volume.utc_timestamp_from_local(expression, time_zone) }}
    end
    {% else %}
    {{ instant }}
    {% endif %}
{% endmacro %}
