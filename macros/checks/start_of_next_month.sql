{% macro start_of_next_month(day) %}
    {#- The first day of the month after that of `day`, a date or a text that begins with one, as YYYY-MM-DD. -#}
    {% set first_day = modules.datetime.datetime.strptime((day | string)[:7] ~ '-01', '%Y-%m-%d') %}
    {{ return((first_day + modules.datetime.timedelta(days=31)).strftime('%Y-%m-01')) }}
{% endmacro %}
