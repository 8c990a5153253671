{% macro in_each_grain(relation, date='date_day', periods_to_build=none) %}
    {#-
        The rows of a CTE once for each grain (day, week, month), with the period that their date falls in:
        period_grain, period_start. Distinct counts can't be summed over days, so each grain needs all rows. With
        `periods_to_build`, only the rows of those periods, which the CTE `periods` contains.
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
