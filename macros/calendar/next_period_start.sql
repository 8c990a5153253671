{% macro next_period_start(period_start, period, periods=1) %}
    {#-
        The first day of the period after the one that starts on `period_start`; with `periods`, of the period that
        many later, or earlier if negative. `period` is day, week or month, or SQL that returns one of them.
    -#}
    {%- if period in ['day', 'week', 'month'] -%}
        {{ return('cast(' ~ api_call_volume.timestamp_plus(period, periods, period_start) ~ ' as ' ~ api_call_volume.type_date() ~ ')') }}
    {%- endif -%}
    case {{ period }}
        {%- for grain in ['day', 'week', 'month'] %}
        when '{{ grain }}' then {{ api_call_volume.next_period_start(period_start, grain, periods) }}
        {%- endfor %}
    end
{%- endmacro %}
