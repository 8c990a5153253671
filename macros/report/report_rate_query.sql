{% macro report_rate_query(mart, weeks) %}
{#- A query: numerator and denominator of an engagement rate over all accounts, in the last complete weeks. -#}
select
    period_start,
    sum(numerator) as numerator,
    sum(denominator) as denominator
from {{ ref(mart) }}
where
    period_grain = 'week'
    and is_complete_period
group by period_start
order by period_start desc
limit {{ weeks }}
{% endmacro %}
