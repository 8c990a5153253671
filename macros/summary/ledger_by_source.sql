{% macro ledger_by_source() %}
{#- A query: how the raw rows were accounted for, with a row for each source, by name, and one for all sources. -#}
{%- set columns = ['rows_received', 'rows_counted', 'rows_duplicate', 'rows_rejected', 'rows_excluded', 'rows_too_late', 'rows_cancelled'] -%}
with

by_source as (

    select
        source_name,
        1 as position
        {%- for column in columns %},
        sum({{ column }}) as {{ column }}
        {%- endfor %}
    from {{ ref('fct_api_call_ledger') }}
    group by source_name

),

with_total as (

    select * from by_source

    union all

    select
        'all sources' as source_name,
        2 as position
        {%- for column in columns %},
        sum({{ column }}) as {{ column }}
        {%- endfor %}
    from by_source
    having count(*) > 1

)

select
    source_name
    {%- for column in columns %},
    {{ column }}
    {%- endfor %}
from with_total
order by position, source_name
{% endmacro %}
