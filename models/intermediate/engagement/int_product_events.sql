{{ config(
    enabled=api_call_volume.has_engagement_source(), unique_key='row_key', meta={'rows_where': 'date_day is not null'}
) }}
{%- do api_call_volume.table_layout('date_day', ['account_id', 'row_key']) %}

{{ api_call_volume.first_copies('product_events', key=['event_id']) }}
