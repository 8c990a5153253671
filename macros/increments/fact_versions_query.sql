{% macro fact_versions_query(fact) %}
    {#-
        The `versions` (see target_periods_query) of a daily volume fact: those of the ledger's days; for
        fct_account_calls_daily, which sums trailing windows of up to 28 days, with the 27 days before each.
    -#}
    {%- set versions = api_call_volume.ledger_versions_query('day') -%}
    {{ return(api_call_volume.windowed_versions_query(versions, 27) if fact == 'fct_account_calls_daily' else versions) }}
{%- endmacro %}
