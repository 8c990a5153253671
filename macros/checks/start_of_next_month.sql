{% macro start_of_next_month(day) %}
    {#- The first day of the month after that of `day`, a date or a text that begins with one, as YYYY-MM-DD. -#}
    {% set year, month = (day | string)[:4] | int, (day | string)[5:7] | int %}
    {{ return('%04d-%02d-01' | format(year + month // 12, month % 12 + 1)) }}
{% endmacro %}
