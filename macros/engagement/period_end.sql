{% macro period_end(period_grain, period_start) %}
    {#- The first day after a period, by the grain in its row. -#}
    case {{ period_grain }}
        {%- for period in ['day', 'week', 'month'] %}
        when '{{ period }}' then {{ api_call_volume.next_period_start(period_start, period) }}
        {%- endfor %}
    end
{%- endmacro %}
