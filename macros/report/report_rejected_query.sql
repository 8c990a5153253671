{% macro report_rejected_query() %}
{#- A query: the reasons for which raw rows were rejected, by source: rows, and the newest load date. At most twenty. -#}
select
    source_name,
    reject_reason,
    count(*) as raw_rows,
    max(loaded_date) as last_loaded_date
from {{ ref('fct_rejected_api_calls') }}
where reject_reason is not null
group by source_name, reject_reason
order by raw_rows desc, source_name, reject_reason
limit 20
{% endmacro %}
