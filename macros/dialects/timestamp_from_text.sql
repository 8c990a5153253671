{% macro timestamp_from_text(expression) %}
    {#-
        An ISO 8601 text (`2026-03-29T01:30:00.123Z`, with a blank in place of the T, with any offset) as a UTC
        timestamp. Without an offset it is read as UTC. Null where the text has another form, or no such time exists.
    -#}
    {{ return(adapter.dispatch('timestamp_from_text', 'api_call_volume')(expression)) }}
{% endmacro %}

{% macro default__timestamp_from_text(expression) %}
    {{ return(api_call_volume.not_supported('timestamp_from_text')) }}
{% endmacro %}

{% macro duckdb__timestamp_from_text(expression) %}
    {#- A cast to timestamp drops the offset. A cast to timestamptz uses the session's time zone where there is none. -#}
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
    {#- Nanoseconds are cut off: a cast would round them. -#}
    {%- set microseconds = "regexp_replace(" ~ expression ~ ", '([.][0-9]{6})[0-9]+', '\\1')" -%}
    {#- There is no try_cast, so only a text that is certain to be a time is cast. -#}
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
    {#- A cast alone would accept half a date, and reject an offset without a colon. -#}
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

{#- A text of this form is a time, except for days that its month does not have. -#}
{% macro iso_8601_pattern() %}
    {{ return(
        '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
        ~ '([T ]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]+)? ?(Z|[-+](0[0-9]|1[0-4])(:?[0-5][0-9])?)?)?$'
    ) }}
{% endmacro %}

{% macro iso_8601_zone_pattern() %}
    {{ return(':[0-9]{2}([.][0-9]+)? ?(Z|[-+][0-9:]+)$') }}
{% endmacro %}

{#- Nanoseconds are cut off: a cast would round or reject them. The offset is written as +00:00, without a blank. -#}
{% macro iso_8601_in_microseconds(expression) %}
    {%- set text = api_call_volume.regexp_replace_all(expression, '([.][0-9]{6})[0-9]+', '\\1') -%}
    {%- set text = api_call_volume.regexp_replace_all(text, ' ?Z$', '+00:00') -%}
    {%- set text = api_call_volume.regexp_replace_all(text, '(:[0-9.]+) ?([-+][0-9]{2})$', '\\1\\2:00') -%}
    {{ return(api_call_volume.regexp_replace_all(text, '(:[0-9.]+) ?([-+][0-9]{2}):?([0-9]{2})$', '\\1\\2:\\3')) }}
{% endmacro %}

{% macro snowflake__timestamp_from_text(expression) %}
    {%- set text = api_call_volume.iso_8601_in_microseconds(expression) -%}
    case
        when not {{ api_call_volume.regexp_matches_text(expression, api_call_volume.iso_8601_pattern()) }} then null
        when {{ api_call_volume.regexp_matches_text(expression, api_call_volume.iso_8601_zone_pattern()) }}
            then cast(convert_timezone('UTC', try_cast({{ text }} as timestamp_tz)) as timestamp_ntz)
        else try_cast({{ text }} as timestamp_ntz)
    end
{% endmacro %}

{% macro bigquery__timestamp_from_text(expression) %}
    case
        when {{ api_call_volume.regexp_matches_text(expression, api_call_volume.iso_8601_pattern()) }}
            then safe_cast({{ api_call_volume.iso_8601_in_microseconds(expression) }} as timestamp)
    end
{% endmacro %}

{% macro trino__timestamp_from_text(expression) %}
    {%- set text = "replace(" ~ api_call_volume.iso_8601_in_microseconds(expression) ~ ", 'T', ' ')" -%}
    case
        when not {{ api_call_volume.regexp_matches_text(expression, api_call_volume.iso_8601_pattern()) }} then null
        when {{ api_call_volume.regexp_matches_text(expression, api_call_volume.iso_8601_zone_pattern()) }}
            then cast(try_cast({{ text }} as timestamp(6) with time zone) at time zone 'UTC' as timestamp(6))
        else try_cast({{ text }} as timestamp(6))
    end
{% endmacro %}

{#- A cast reads no offset, and rounds. So date and time are cast, and fraction and offset are added. -#}
{% macro redshift__timestamp_from_text(expression) %}
    {%- set rest = 'substring(' ~ expression ~ ', 20)' -%}
    {%- set fraction = "regexp_substr(" ~ rest ~ ", '^[.][0-9]+')" -%}
    {%- set offset = "replace(regexp_substr(" ~ rest ~ ", '[-+][0-9:]+$'), ':', '')" -%}
    {%- set offset_minutes -%}
        (case when {{ offset }} like '-%' then -1 else 1 end)
        * (cast('0' || substring({{ offset }}, 2, 2) as integer) * 60 + cast('0' || substring({{ offset }}, 4, 2) as integer))
    {%- endset -%}
    case
        when
            {{ api_call_volume.regexp_matches_text(expression, api_call_volume.iso_8601_pattern()) }}
            and substring({{ expression }}, 1, 4) > '0000'
            then case
                when
                    cast(substring({{ expression }}, 9, 2) as integer)
                    <= extract(day from last_day(cast(substring({{ expression }}, 1, 8) || '01' as date)))
                    then dateadd(minute, -1 * {{ offset_minutes }}, dateadd(
                        microsecond,
                        cast(substring(rpad(substring({{ fraction }}, 2), 6, '0'), 1, 6) as integer),
                        cast(substring(replace({{ expression }}, 'T', ' '), 1, 19) as timestamp)
                    ))
            end
    end
{% endmacro %}
