{% macro milliseconds_between(started_at, ended_at) %}
    {#-
        The milliseconds from one timestamp to another, exact to the microsecond; negative if the second is the
        earlier one. Implausible timestamps raise no error.
    -#}
    {{ return(adapter.dispatch('milliseconds_between', 'api_call_volume')(started_at, ended_at)) }}
{% endmacro %}

{% macro default__milliseconds_between(started_at, ended_at) %}
    {{ return(api_call_volume.not_supported('milliseconds_between')) }}
{% endmacro %}

{% macro duckdb__milliseconds_between(started_at, ended_at) %}
    {#- date_diff fails where the difference does not fit a bigint. Seconds as a double are exact enough to be rounded. -#}
    round((epoch({{ ended_at }}) - epoch({{ started_at }})) * 1000000) / 1000
{% endmacro %}

{% macro postgres__milliseconds_between(started_at, ended_at) %}
    extract(epoch from ({{ ended_at }}) - ({{ started_at }})) * 1000
{% endmacro %}

{% macro spark__milliseconds_between(started_at, ended_at) %}
    (unix_micros({{ ended_at }}) - unix_micros({{ started_at }})) / 1000
{% endmacro %}

{% macro snowflake__milliseconds_between(started_at, ended_at) %}
    datediff(microsecond, {{ started_at }}, {{ ended_at }}) / 1000
{% endmacro %}

{% macro bigquery__milliseconds_between(started_at, ended_at) %}
    timestamp_diff({{ ended_at }}, {{ started_at }}, microsecond) / 1000
{% endmacro %}

{% macro redshift__milliseconds_between(started_at, ended_at) %}
    datediff(microsecond, {{ started_at }}, {{ ended_at }}) / cast(1000 as double precision)
{% endmacro %}

{% macro trino__milliseconds_between(started_at, ended_at) %}
    ({{ api_call_volume.trino_epoch_microseconds(ended_at) }} - {{ api_call_volume.trino_epoch_microseconds(started_at) }}) / 1000e0
{% endmacro %}

{% macro clickhouse__milliseconds_between(started_at, ended_at) %}
    dateDiff('microsecond', {{ started_at }}, {{ ended_at }}) / 1000
{% endmacro %}
