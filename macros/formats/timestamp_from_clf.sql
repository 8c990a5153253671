{% macro timestamp_from_clf(expression) %}
    {#- A time in the common log format (`17/May/2015:10:05:03 +0000`), with or without fractions of a second, as a UTC timestamp; null where the text is not one. -#}
    {%- set months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] -%}
    {%- set iso_8601 -%}
        substr({{ expression }}, 8, 4) || '-' || case substr({{ expression }}, 4, 3)
            {% for month in months %} when '{{ month }}' then '{{ '%02d' % loop.index }}'{% endfor %}
        end || '-' || substr({{ expression }}, 1, 2) || 'T' || substr({{ expression }}, 13, 8) || replace(substr({{ expression }}, 21), ' ', '')
    {%- endset -%}
    {{ return(api_call_volume.timestamp_from_text('(' ~ iso_8601 ~ ')')) }}
{% endmacro %}
