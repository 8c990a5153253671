{% macro periods_between(earlier, later, period_grain) %}
    {#- How many weeks or months lie between two period starts: 1 for two that follow each other. `period_grain` is SQL. -#}
    case {{ period_grain }}
        when 'week' then {{ api_call_volume.whole_quotient(dbt.datediff(earlier, later, 'day'), 7) }}
        when 'month' then {{ dbt.datediff(earlier, later, 'month') }}
    end
{%- endmacro %}
