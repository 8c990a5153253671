{% macro timestamp_plus(datepart, interval, timestamp) %}
    {#- A date or timestamp plus a number of `datepart`s. Fractions of a second are kept, and null stays null. -#}
    {{ return(adapter.dispatch('timestamp_plus', 'api_call_volume')(datepart, interval, timestamp)) }}
{% endmacro %}

{% macro default__timestamp_plus(datepart, interval, timestamp) %}
    {{ return(dbt.dateadd(datepart, interval, timestamp)) }}
{% endmacro %}

{#- dbt-spark's dateadd drops fractions of a second. -#}
{% macro spark__timestamp_plus(datepart, interval, timestamp) %}
    {{ return('timestampadd(' ~ datepart ~ ', ' ~ interval ~ ', ' ~ timestamp ~ ')') }}
{% endmacro %}

{#- dbt.dateadd returns a datetime, which can't be compared with a timestamp or a date. -#}
{% macro bigquery__timestamp_plus(datepart, interval, timestamp) %}
    {%- if datepart in ['hour', 'minute'] -%}
        {{ return('timestamp_add(' ~ timestamp ~ ', interval (' ~ interval ~ ') ' ~ datepart ~ ')') }}
    {%- elif timestamp.endswith('as ' ~ api_call_volume.type_utc_timestamp() ~ ')') -%}
        {{ return('timestamp_add(' ~ timestamp ~ ', interval (' ~ interval ~ ') ' ~ datepart ~ ')') }}
    {%- else -%}
        {{ return('date_add(' ~ timestamp ~ ', interval (' ~ interval ~ ') ' ~ datepart ~ ')') }}
    {%- endif -%}
{% endmacro %}

{#- Numbers of dbt.generate_series are doubles, of which date_add takes none. -#}
{% macro trino__timestamp_plus(datepart, interval, timestamp) %}
    {%- set is_whole = modules.re.fullmatch('-?[0-9]+', interval | string | trim) -%}
    {{ return(dbt.dateadd(datepart, interval if is_whole else 'cast(' ~ interval ~ ' as bigint)', timestamp)) }}
{% endmacro %}
