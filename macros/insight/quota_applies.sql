{% macro quota_applies(quotas, day) %}
    {#-
        A predicate: a row of quotas_query applies to the window that a day falls in: at some time of its month, or on
        the day itself. A billing period is a calendar month.
    -#}
    {%- set month = api_call_volume.period_start(day, 'month') -%}
    (
        {{ quotas }}.valid_from < case
            when {{ quotas }}.quota_window = 'day' then {{ api_call_volume.next_period_start(day, 'day') }}
            else {{ api_call_volume.next_period_start(month, 'month') }}
        end
        and {{ quotas }}.valid_to > case when {{ quotas }}.quota_window = 'day' then {{ day }} else {{ month }} end
    )
{%- endmacro %}
