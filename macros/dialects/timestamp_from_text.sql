{% macro timestamp_from_text(expression) %}
    {#-
        An ISO 8601 text (`2026-03-29T01:30:00.123Z`, a blank for the T, any offset) as a UTC timestamp;
        without an offset it is read as UTC. Null where it is not such a text or no such time exists.
    -#}
    {{ return(adapter.dispatch('timestamp_from_text', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__timestamp_from_text(expression) %}
    {{ return(api_call_volume.not_supported('timestamp_from_text')) }}
{% endmacro %}

{% macro duckdb__timestamp_from_text(expression) %}
    {#- A cast from text to timestamp drops the offset; one to timestamptz takes the session's zone where there is none. -#}
    case
        when regexp_matches({{ expression }}, ':[0-9]{2}([.][0-9]+)? ?(Z|[-+][0-9]{2}(:?[0-9]{2})?)$')
            then timezone('UTC', coalesce(
                try_cast({{ expression }} as timestamptz),
                try_cast(regexp_replace({{ expression }}, ' ([-+][0-9:]+)$', '\1') as timestamptz)
            ))
        else try_cast({{ expression }} as timestamp)
    end
{% endmacro %}

{% macro postgres__timestamp_from_text(expression) %}
    {#- Nanoseconds are cut off, where a cast would round them. -#}
    {%- set microseconds = "regexp_replace(" ~ expression ~ ", '([.][0-9]{6})[0-9]+', '\\1')" -%}
    {#- There is no try_cast: only what is sure to be a time is cast. The first ten characters are a date of a real month. -#}
    case
        when
            {{ expression }} ~ '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)? ?(Z|[-+](0[0-9]|1[0-4])(:?[0-5][0-9])?)?)?$'
            and substr({{ expression }}, 1, 4) > '0000'
            then case
                when
                    cast(substr({{ expression }}, 9, 2) as integer) <= extract(
                        day from cast(substr({{ expression }}, 1, 8) || '01' as date) + interval '1 month - 1 day'
                    )
                    then case
                        when {{ expression }} ~ ':[0-9]{2}([.][0-9]+)? ?(Z|[-+][0-9:]+)$'
                            then cast({{ microseconds }} as timestamptz) at time zone 'UTC'
                        else cast({{ microseconds }} as timestamp)
                    end
            end
    end
{% endmacro %}

{% macro spark__timestamp_from_text(expression) %}
    {#- A cast alone would take half a date, and an offset without a colon for none. -#}
    {%- set pattern = (
        '^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)? ?(Z|[-+](0[0-9]|1[0-4])(:?[0-5][0-9])?)?)?$'
    ) -%}
    {%- set offset = ' ?([-+][0-9]{2}):?([0-9]{2})$' -%}
    case
        when {{ api_call_volume.regexp_matches_text(expression, pattern) }}
            then try_cast(
                case
                    when {{ api_call_volume.regexp_matches_text(expression, ':[0-9.]+' ~ offset) }}
                        then {{ api_call_volume.regexp_replace_all(expression, offset, '\\1:\\2') }}
                    when {{ api_call_volume.regexp_matches_text(expression, ':[0-9.]+ ?[-+][0-9]{2}$') }}
                        then {{ api_call_volume.regexp_replace_all(expression, ' ?([-+][0-9]{2})$', '\\1:00') }}
                    else replace({{ expression }}, ' Z', 'Z')
                end as timestamp
            )
    end
{% endmacro %}
