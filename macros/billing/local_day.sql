{% macro local_day(calls, time_zones) %}
    {#-
        The day by which a call is billed: that of the account's time zone, where it has one and the call is not of a day before
        `time_zone_from`, else its date_day. The arguments name a relation of calls, and one of account_time_zones_query that
        is joined to it.
    -#}
    {%- set day = calls ~ '.date_day' -%}
    case
        when {{ day }} >= {{ time_zones }}.time_zone_from
            then {{ api_call_volume.local_date(calls ~ '.occurred_at', time_zones ~ '.time_zone') }}
        else {{ day }}
    end
{%- endmacro %}
