{% macro periods_query(versions, periods_to_build, start='period_start') %}
    {#-
        A query: the periods to build (period_grain, `start`, data_version, is_complete_period): those of the list, or, where
        it is none, all of target_periods_query.
    -#}
    select
        period_grain,
        period_start{{ ' as ' ~ start if start != 'period_start' }},
        data_version,
        is_complete = 1 as is_complete_period
    from (
        {% if periods_to_build is none -%}
        {{ api_call_volume.target_periods_query(versions) }}
        {%- else -%}
        {{ api_call_volume.literal_rows(periods_to_build, {
            'period_grain': dbt.type_string(), 'period_start': 'date', 'data_version': dbt.type_bigint(),
            'is_complete': dbt.type_int(),
        }) }}
        {%- endif %}
    ) as periods
{%- endmacro %}
