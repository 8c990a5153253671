{% macro policy_day() %}
    {#-
        SQL over a staged row: the day whose policy it is read under, which is that of the call or, where its time can't be
        read, the load date. Null where there is neither.
    -#}
    {{ return(
        'coalesce(' ~ api_call_volume.reporting_date('occurred_at') ~ ', ' ~ api_call_volume.reporting_date('loaded_at') ~ ')'
    ) }}
{% endmacro %}
