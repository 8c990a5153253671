{% macro periods_query(versions, periods_to_build, start='period_start', listed=false) %}
    {#-
        A query: the periods to build (period_grain, `start`, data_version, is_complete_period): those of the list, or, where
        it is none, all of target_periods_query. With `listed`, a full build finds these first, as an increment does, and its
        query has them as literals: a warehouse that runs a CTE again for each time it is read (Spark, BigQuery, Trino) would
        otherwise find them as often.
    -#}
    {%- if listed and periods_to_build is none and api_call_volume.is_being_built() -%}
        {%- set periods_to_build = api_call_volume.fetch_rows(
            'select period_grain, period_start, data_version, is_complete from ('
            ~ api_call_volume.target_periods_query(versions) ~ ') as periods order by period_grain, period_start',
            'periods to build'
        ) -%}
    {%- endif -%}
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
            'period_grain': dbt.type_string(), 'period_start': api_call_volume.type_date(), 'data_version': dbt.type_bigint(),
            'is_complete': dbt.type_int(),
        }) }}
        {%- endif %}
    ) as periods
{%- endmacro %}
