{% macro benchmarked_values_query(months) %}
    {#-
        A query: what each account of the segments is compared by, in the months of the query `months` (date_month):
        date_month, account_id, attribute_name, attribute_value, metric, account_value, with six decimals, so that all
        warehouses rank alike. Without internal and unattributed accounts, and without numbers that are null.
    -#}
    {%- set attributes = api_call_volume.benchmark_attributes() -%}
    {%- set text = dbt.type_string() -%}
    with

    internal_accounts as (
        {{ api_call_volume.internal_accounts_query() }}
    ),

    attributes as (
        {{ api_call_volume.account_attributes_query(attributes) }}
    ),

    account_months as (
        select
            calls.date_month,
            calls.account_id,
            calls.calls_per_day,
            calls.change_ratio,
            {{ api_call_volume.share_of_calls('calls.successful_calls', 'calls.api_calls') }} as success_rate,
            calls.active_users,
            calls.active_routes,
            calls.active_days,
            calls.duration_ms_p95,
            {%- for attribute in attributes %}
            coalesce(attributes.{{ attribute }}, '(unknown)') as {{ attribute }}{{ ',' if not loop.last }}
            {%- endfor %}
        from {{ api_call_volume.relation_as(ref('fct_account_calls_monthly'), 'calls') }}
        inner join (
            {{ months }}
        ) as months
            on calls.date_month = months.date_month
        left join attributes on calls.account_id = attributes.account_id
        left join internal_accounts on calls.account_id = internal_accounts.account_id
        where
            calls.account_id <> '(unattributed)'
            and internal_accounts.account_id is null
    ),

    account_values as (
        {%- for metric in api_call_volume.benchmark_metrics() %}
        select
            date_month,
            account_id,
            cast('{{ metric }}' as {{ text }}) as metric,
            {{ api_call_volume.beside_double(metric) }} as account_value,
            {{ attributes | join(', ') }}
        from account_months
        where {{ metric }} is not null
        {{ 'union all' if not loop.last }}
        {%- endfor %}
    )

    {%- for attribute in attributes %}
    select
        date_month,
        account_id,
        cast('{{ attribute }}' as {{ text }}) as attribute_name,
        {{ attribute }} as attribute_value,
        metric,
        cast(account_value as {{ dbt.type_numeric() }}) as account_value
    from account_values
    {{ 'union all' if not loop.last }}
    {%- endfor %}
{%- endmacro %}
