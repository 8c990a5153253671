{% test unique_grain(model, columns) %}

select
    {{ columns | join(',\n    ') }},
    count(*) as rows_of_this_grain
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
