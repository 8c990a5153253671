{% macro in_each_grain(relation, date='date_day') %}
    {#-
        The rows of a CTE three times, by the day, the week and the month that their date is in:
        period_grain, period_start. Distinct counts can't be summed over days, so each grain counts its own.
    -#}
    {%- for period in ['day', 'week', 'month'] %}
    select
        *,
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        {{ api_call_volume.period_start(date, period) }} as period_start
    from {{ relation }}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
