{% macro thousands(value) %}
    {#- A number, rounded to a whole one, with commas between thousands; a dash for null. -#}
    {% if value is none %}
        {{ return('-') }}
    {% endif %}
    {#- By way of a text, since dbt 2 does not take a decimal of the database for a number. -#}
    {% set number = value | string | float %}
    {% set digits = (number | round | int | abs) | string %}
    {% set groups = [] %}
    {#- Forwards, since dbt 2 counts down to other numbers. -#}
    {% for group in range((digits | length + 2) // 3) %}
        {% set end = digits | length - 3 * group %}
        {% set start = end - 3 if end > 3 else 0 %}
        {% do groups.insert(0, digits[start:end]) %}
    {% endfor %}
    {{ return(('-' if number < 0 else '') ~ groups | join(',')) }}
{% endmacro %}
