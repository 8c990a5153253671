{% macro periods_query(versions, periods, start='period_start') %}
    {#- The periods to build (period_grain, `start`, data_version, is_complete_period), as found out, or all that are due. -#}
    select
        period_grain,
        period_start{{ ' as ' ~ start if start != 'period_start' }},
        data_version,
        is_complete = 1 as is_complete_period
    from (
        {% if periods is none -%}
        {{ api_call_volume.target_periods_query(versions) }}
        {%- else -%}
        {{ api_call_volume.literal_rows(periods, {
            'period_grain': dbt.type_string(), 'period_start': 'date', 'data_version': dbt.type_bigint(),
            'is_complete': dbt.type_int(),
        }) }}
        {%- endif %}
    ) as periods
{%- endmacro %}
