{% macro built_accounts_query(attributes) %}
    {#-
        A query: these columns of dim_accounts, one row per account_id, as the last run built them, for operations, which read
        nothing but marts. A column that the table lacks, since a project replaced dim_accounts by a model of its own, is null.
    -#}
    {%- set columns = api_call_volume.raw_columns(ref('dim_accounts')) -%}
    {%- set types = {'is_internal': dbt.type_boolean(), 'first_called_on': api_call_volume.type_date()} %}
    select
        account_id,
        {%- for attribute in attributes %}
        {{ attribute if attribute in columns else 'cast(null as ' ~ types.get(attribute, dbt.type_string()) ~ ') as ' ~ attribute }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from {{ ref('dim_accounts') }}
{%- endmacro %}
