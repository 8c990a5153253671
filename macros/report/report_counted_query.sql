{% macro report_counted_query() %}
{#- A query: the calls that the ledger counts, and those of the daily fact. -#}
select
    (select sum(calls_counted) from {{ ref('fct_api_call_ledger') }}) as calls_in_ledger,
    (select sum(api_calls) from {{ ref('fct_api_calls_daily') }}) as calls_in_fact
{% endmacro %}
