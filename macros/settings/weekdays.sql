{% macro weekdays() %}
    {#- The weekdays in ISO order, Monday first. -#}
    {{ return(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']) }}
{% endmacro %}
