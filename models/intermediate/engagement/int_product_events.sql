{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key='row_key', meta={'rows_where': 'date_day is not null'}
) }}
{%- do api_call_volume.table_layout('date_day', ['account_id', 'row_key']) %}

{%- set predicates = api_call_volume.read_predicates('product_events') %}

with

raw_rows as (

    {{ api_call_volume.engagement_input_query('product_events') }}

),

read_rows as (

    {{ api_call_volume.read_rows_query('product_events', 'raw_rows', predicates) }}

),

changed_rows as (

    {{ api_call_volume.changed_rows_query('product_events', 'read_rows', predicates) }}

)

select
    row_key,
    cast('product_events' as {{ dbt.type_string() }}) as source_name,
    cast('{{ api_call_volume.engagement_policy('product_events') }}' as {{ dbt.type_string() }}) as source_policy,
    date_day,
    event_id,
    occurred_at,
    loaded_at,
    account_id,
    user_id,
    session_id,
    event_name,
    object_id,
    target_user_id,
    row_version
from changed_rows
