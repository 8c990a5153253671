{% macro tested_period(date, period, week_start_day) %}
    {#-
        The first day of the period (day, week, month, quarter, year) that a date or time falls in. Weeks start on the
        same day as in the facts, whose setting is read from the graph: a test in a user's project sees the vars of
        that project, not of this package.
    -#}
    {% if period == 'week' and not week_start_day and execute %}
        {% set weekly = graph.nodes.get('model.api_call_volume.fct_api_calls_weekly') %}
        {% set week_start_day = weekly.config.meta.week_start_day if weekly else none %}
    {% endif %}
    {{ return(api_call_volume.period_start('cast(' ~ date ~ ' as ' ~ api_call_volume.type_date() ~ ')', period, week_start_day)) }}
{% endmacro %}
