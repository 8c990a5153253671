{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key='row_key', meta={'rows_where': 'date_day is not null'}
) }}
{%- do api_call_volume.table_layout('date_day', ['account_id', 'row_key']) %}

{%- set predicates = api_call_volume.read_predicates('notifications') %}

with

raw_rows as (

    {{ api_call_volume.engagement_input_query('notifications') }}

),

read_rows as (

    {{ api_call_volume.read_rows_query('notifications', 'raw_rows', predicates) }}

),

changed_rows as (

    {{ api_call_volume.changed_rows_query('notifications', 'read_rows', predicates) }}

)

select
    row_key,
    cast('notifications' as {{ dbt.type_string() }}) as source_name,
    cast('{{ api_call_volume.engagement_policy('notifications') }}' as {{ dbt.type_string() }}) as source_policy,
    date_day,
    notification_id,
    delivered_at,
    loaded_at,
    account_id,
    row_version
from changed_rows
