{% macro in_each_grain(relation, date='date_day', periods_to_build=none) %}
    {#-
        The rows of a CTE three times, by the day, the week and the month that their date is in:
        period_grain, period_start. Distinct counts can't be summed over days, so each grain counts its
        own. With `periods_to_build`, as found out: only those, which the CTE `periods` has.
    -#}
    {%- for period in ['day', 'week', 'month'] %}
    select
        {{ relation }}.*,
        cast('{{ period }}' as {{ dbt.type_string() }}) as period_grain,
        {{ api_call_volume.period_start(relation ~ '.' ~ date, period) }} as period_start
    from {{ relation }}
    {%- if periods_to_build is not none %}
    inner join periods
        on
            periods.period_grain = '{{ period }}'
            and periods.period_start = {{ api_call_volume.period_start(relation ~ '.' ~ date, period) }}
    {%- endif %}
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
