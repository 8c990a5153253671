{% test adds_up(model, total, parts) %}

select *
from {{ model }}
where
    {{ total }} is null
    or {{ total }} <> {{ parts | join(' + ') }}
    {%- for part in parts %}
    or {{ part }} is null
    {%- endfor %}

{% endtest %}
