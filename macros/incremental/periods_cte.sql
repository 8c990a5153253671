{% macro periods_cte(period, periods) %}
    {#- The periods to build (date_<period>, data_version, is_complete_period), as found out, or all that are due. -#}
    select
        period_start as {{ 'date_' ~ period }},
        data_version,
        is_complete = 1 as is_complete_period
    from (
        {% if periods is none -%}
        {{ api_call_volume.due_periods(period) }}
        {%- else -%}
        {{ api_call_volume.literal_rows(
            periods, {'period_start': 'date', 'data_version': dbt.type_bigint(), 'is_complete': dbt.type_int()}
        ) }}
        {%- endif %}
    ) as periods
{%- endmacro %}
