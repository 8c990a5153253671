{% macro account_health_versions_query() %}
    {#-
        The `versions` (see target_periods_query) of fct_account_health: those of the weekly changes of the week and of the
        weeks that its range is made of.
    -#}
    {%- set versions -%}
        select distinct
            cast('week' as {{ dbt.type_string() }}) as period_grain,
            date_week as period_start,
            data_version as version
        from {{ ref('int_weekly_changes') }}
    {%- endset -%}
    {{ api_call_volume.windowed_versions_query(versions, api_call_volume.health_range_weeks()) }}
{%- endmacro %}
