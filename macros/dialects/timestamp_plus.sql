{% macro timestamp_plus(datepart, interval, timestamp) %}
    {#- A date or timestamp so many of the `datepart` later, with its fraction of a second; null stays null. -#}
    {{ return(adapter.dispatch('timestamp_plus', 'api_call_volume')(datepart, interval, timestamp)) }}
{% endmacro %}

{% macro default__timestamp_plus(datepart, interval, timestamp) %}
    {{ return(dbt.dateadd(datepart, interval, timestamp)) }}
{% endmacro %}

{#- The one of dbt-spark counts whole seconds. -#}
{% macro spark__timestamp_plus(datepart, interval, timestamp) %}
    {{ return('timestampadd(' ~ datepart ~ ', ' ~ interval ~ ', ' ~ timestamp ~ ')') }}
{% endmacro %}

{#- dbt.dateadd gives a datetime, which can be compared with neither a timestamp nor a date. -#}
{% macro bigquery__timestamp_plus(datepart, interval, timestamp) %}
    {%- if datepart in ['hour', 'minute'] -%}
        {{ return('timestamp_add(' ~ timestamp ~ ', interval (' ~ interval ~ ') ' ~ datepart ~ ')') }}
    {%- elif timestamp.endswith('as ' ~ api_call_volume.type_utc_timestamp() ~ ')') -%}
        {{ return('timestamp_add(' ~ timestamp ~ ', interval (' ~ interval ~ ') ' ~ datepart ~ ')') }}
    {%- else -%}
        {{ return('date_add(' ~ timestamp ~ ', interval (' ~ interval ~ ') ' ~ datepart ~ ')') }}
    {%- endif -%}
{% endmacro %}
