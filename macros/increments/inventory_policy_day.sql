{% macro inventory_policy_day(loaded_date='loaded_date', date_day='date_day', disposition='disposition') %}
    {#-
        SQL over a row of the raw inventory: the day whose policy it was counted under. Of calls that is their day. Rejected
        rows have none: they were judged by the policy of the last day that a call of their load date can have. Excluded
        rows whose time can't be read are read under the policy of their load date. The arguments are its columns.
    -#}
    {% set days_ahead = (api_call_volume.future_tolerance_minutes() + 1439) // 1440 %}
    case
        when {{ date_day }} is not null then {{ date_day }}
        when {{ disposition }} = 'rejected' and {{ loaded_date }} = {{ api_call_volume.unknown_load_date() }} then cast('9999-12-31' as {{ api_call_volume.type_date() }})
        when {{ disposition }} = 'rejected' then cast({{ api_call_volume.timestamp_plus('day', days_ahead, loaded_date) }} as {{ api_call_volume.type_date() }})
        else {{ loaded_date }}
    end
{%- endmacro %}
