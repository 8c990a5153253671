{% macro engagement_periods_cte(versions, periods) %}
    {#- The periods to build (period_grain, period_start, data_version, is_complete_period), as found out, or all that are due. -#}
    select
        period_grain,
        period_start,
        data_version,
        is_complete = 1 as is_complete_period
    from (
        {% if periods is none -%}
        {{ api_call_volume.due_engagement_periods(versions) }}
        {%- else -%}
        {{ api_call_volume.literal_rows(periods, {
            'period_grain': dbt.type_string(), 'period_start': 'date', 'data_version': dbt.type_bigint(),
            'is_complete': dbt.type_int(),
        }) }}
        {%- endif %}
    ) as periods
{%- endmacro %}
