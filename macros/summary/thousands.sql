{% macro thousands(value) %}
    {#- A number, rounded to a whole one, with commas between thousands; a dash for null. -#}
    {% if value is none %}
        {{ return('-') }}
    {% endif %}
    {% set digits = (value | float | round | int | abs) | string %}
    {% set groups = [] %}
    {% for end in range(digits | length, 0, -3) %}
        {% do groups.insert(0, digits[[end - 3, 0] | max:end]) %}
    {% endfor %}
    {{ return(('-' if value < 0 else '') ~ groups | join(',')) }}
{% endmacro %}
