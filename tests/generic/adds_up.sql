{% test adds_up(model, total, parts, date_column=none) %}

select *
from {{ model }}
where
    (
        {{ total }} is null
        or {{ total }} <> {{ parts | join(' + ') }}
        {%- for part in parts %}
        or {{ part }} is null
        {%- endfor %}
    )
    {%- if date_column %}
    and {{ api_call_volume.in_tested_periods('day', date_column) }}
    {%- endif %}

{% endtest %}
