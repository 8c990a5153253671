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
