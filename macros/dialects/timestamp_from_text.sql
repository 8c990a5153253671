{% macro timestamp_from_text(expression) %}
    {#-
        An ISO 8601 text (`2026-03-29T01:30:00.123Z`, with a blank in place of the T, without seconds, with any offset,
        or a date alone) as a UTC timestamp with microseconds. Without an offset it is read as UTC. Null where the text
        has another form, or no such time exists. Every warehouse reads the same texts: those of iso_8601_pattern, with
        blanks around them or not.
    -#}
    {{ return(adapter.dispatch('timestamp_from_text', 'api_call_volume')(expression)) }}
{% endmacro %}

{#- A text of this form is a time, except for days that its month does not have. There is no year 0. -#}
{% macro iso_8601_pattern() %}
    {{ return(
        '^([0-9]{3}[1-9]|[0-9]{2}[1-9]0|[0-9][1-9]00|[1-9]000)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
        ~ '([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?( ?(Z|UTC|[-+](0[0-9]|1[0-4])(:?[0-5][0-9])?))?)?$'
    ) }}
{% endmacro %}

{#- Matches those of them that have a zone. -#}
{% macro iso_8601_zone_pattern() %}
    {{ return(':[0-9.]+ ?(Z|UTC|[-+][0-9:]+)$') }}
{% endmacro %}

{#-
    Such a text as every cast reads it: `2026-03-29 01:30:00.123456+00:00`. Nanoseconds are cut off: a cast would round
    or reject them.
-#}
{% macro iso_8601_in_microseconds(expression) %}
    {%- set text = api_call_volume.regexp_replace_all(expression, ' ?(Z|UTC)$', '+00:00') -%}
    {%- set text = api_call_volume.regexp_replace_all(text, '([.][0-9]{6})[0-9]+', '\\1') -%}
    {%- set text = api_call_volume.regexp_replace_all(text, '^([0-9-]{10}[T ][0-9]{2}:[0-9]{2})($|[-+ ])', '\\1:00\\2') -%}
    {%- set text = api_call_volume.regexp_replace_all(text, '(:[0-9.]+) ?([-+][0-9]{2})$', '\\1\\2:00') -%}
    {%- set text = api_call_volume.regexp_replace_all(text, '(:[0-9.]+) ?([-+][0-9]{2}):?([0-9]{2})$', '\\1\\2:\\3') -%}
    {{ return("replace(" ~ text ~ ", 'T', ' ')") }}
{% endmacro %}

{% macro default__timestamp_from_text(expression) %}
    {{ return(api_call_volume.not_supported('timestamp_from_text')) }}
{% endmacro %}

{#-
    A cast to timestamp drops the offset. A cast to timestamptz uses the session's time zone where there is none. Both cut
    nanoseconds off. A cast reads the usual spellings of a zone itself, and faster than they are rewritten.
-#}
{% macro duckdb__timestamp_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    case
        when not {{ api_call_volume.regexp_matches_text(text, api_call_volume.iso_8601_pattern()) }} then null
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.iso_8601_zone_pattern()) }}
            then timezone('UTC', coalesce(
                try_cast({{ text }} as timestamptz),
                try_cast({{ api_call_volume.iso_8601_in_microseconds(text) }} as timestamptz)
            ))
        else try_cast({{ text }} as timestamp)
    end
{% endmacro %}

{#- There is no try_cast, so only a text that is certain to be a time is cast. -#}
{% macro postgres__timestamp_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    {%- set microseconds = api_call_volume.regexp_replace_all(text, '([.][0-9]{6})[0-9]+', '\\1') -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.iso_8601_pattern()) }}
            then case
                when
                    cast(substr({{ text }}, 9, 2) as integer) <= extract(
                        day from cast(substr({{ text }}, 1, 8) || '01' as date) + interval '1 month - 1 day'
                    )
                    then case
                        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.iso_8601_zone_pattern()) }}
                            then cast({{ microseconds }} as timestamptz) at time zone 'UTC'
                        else cast({{ microseconds }} as timestamp)
                    end
            end
    end
{% endmacro %}

{#- A cast alone would accept half a date. -#}
{% macro spark__timestamp_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.iso_8601_pattern()) }}
            then try_cast({{ api_call_volume.iso_8601_in_microseconds(text) }} as timestamp)
    end
{% endmacro %}

{% macro snowflake__timestamp_from_text(expression) %}
    {%- set given = api_call_volume.trimmed(expression) -%}
    {%- set text = api_call_volume.iso_8601_in_microseconds(given) -%}
    case
        when not {{ api_call_volume.regexp_matches_text(given, api_call_volume.iso_8601_pattern()) }} then null
        when {{ api_call_volume.regexp_matches_text(given, api_call_volume.iso_8601_zone_pattern()) }}
            then cast(convert_timezone('UTC', try_cast({{ text }} as timestamp_tz)) as timestamp_ntz)
        else try_cast({{ text }} as timestamp_ntz)
    end
{% endmacro %}

{% macro bigquery__timestamp_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.iso_8601_pattern()) }}
            then safe_cast({{ api_call_volume.iso_8601_in_microseconds(text) }} as timestamp)
    end
{% endmacro %}

{#- A zone there is at most 14 hours from UTC. The text is the lambda's, once: a query with too long expressions is refused. -#}
{% macro trino__timestamp_from_text(expression) %}
    {%- set given = 'given_text' -%}
    {%- set text = api_call_volume.iso_8601_in_microseconds(given) -%}
    element_at(transform(array[{{ api_call_volume.trimmed(expression) }}], given_text -> case
        when not {{ api_call_volume.regexp_matches_text(given, api_call_volume.iso_8601_pattern()) }} then null
        when {{ api_call_volume.regexp_matches_text(given, ':[0-9.]+ ?[-+]14:?([1-5][0-9]|0[1-9])$') }}
            then date_add('hour', case when substr({{ given }}, -6) like '%-14%' then 1 else -1 end, cast(
                try_cast({{ api_call_volume.regexp_replace_all(text, '14:([0-9]{2})$', '13:\\1') }} as timestamp(6) with time zone)
                at time zone 'UTC' as timestamp(6)
            ))
        when {{ api_call_volume.regexp_matches_text(given, api_call_volume.iso_8601_zone_pattern()) }}
            then cast(try_cast({{ text }} as timestamp(6) with time zone) at time zone 'UTC' as timestamp(6))
        else try_cast({{ text }} as timestamp(6))
    end), 1)
{% endmacro %}

{#- A cast reads no offset, and rounds. So date and time are cast, and fraction and offset are added. -#}
{% macro redshift__timestamp_from_text(expression) %}
    {%- set given = api_call_volume.trimmed(expression) -%}
    {%- set text = api_call_volume.iso_8601_in_microseconds(given) -%}
    {%- set rest = 'substring(' ~ text ~ ', 20)' -%}
    {%- set fraction = "regexp_substr(" ~ rest ~ ", '^[.][0-9]+')" -%}
    {%- set offset = "replace(regexp_substr(" ~ rest ~ ", '[-+][0-9:]+$'), ':', '')" -%}
    {%- set offset_minutes -%}
        (case when {{ offset }} like '-%' then -1 else 1 end)
        * (cast('0' || substring({{ offset }}, 2, 2) as integer) * 60 + cast('0' || substring({{ offset }}, 4, 2) as integer))
    {%- endset -%}
    case
        when {{ api_call_volume.regexp_matches_text(given, api_call_volume.iso_8601_pattern()) }}
            then case
                when
                    cast(substring({{ given }}, 9, 2) as integer)
                    <= extract(day from last_day(cast(substring({{ given }}, 1, 8) || '01' as date)))
                    then dateadd(minute, -1 * {{ offset_minutes }}, dateadd(
                        microsecond,
                        cast(substring(rpad(substring({{ fraction }}, 2), 6, '0'), 1, 6) as integer),
                        cast(substring({{ text }}, 1, 19) as timestamp)
                    ))
            end
    end
{% endmacro %}

{#- Null for a day that its month does not have. -#}
{% macro clickhouse__timestamp_from_text(expression) %}
    {%- set text = api_call_volume.trimmed(expression) -%}
    case
        when {{ api_call_volume.regexp_matches_text(text, api_call_volume.iso_8601_pattern()) }}
            then parseDateTime64BestEffortOrNull({{ api_call_volume.iso_8601_in_microseconds(text) }}, 6, 'UTC')
    end
{% endmacro %}
