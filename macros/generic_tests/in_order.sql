{% test in_order(model, columns) %}

select *
from {{ model }}
where
    1 = 0
    {%- for column in columns[1:] %}
    or {{ columns[loop.index0] }} > {{ column }}
    {%- endfor %}

{% endtest %}
