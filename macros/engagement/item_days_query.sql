{% macro item_days_query() %}
    {#-
        A query: the content items, with the first and the last day on which each is available. An item without an
        account is available to all accounts; one without a first or last day is always available on that side.
    -#}
    select
        item_id,
        account_id,
        coalesce({{ api_call_volume.reporting_date('available_from') }}, cast('1900-01-01' as {{ api_call_volume.type_date() }})) as first_day,
        coalesce({{ api_call_volume.reporting_date('available_to') }}, cast('9999-01-01' as {{ api_call_volume.type_date() }})) as last_day
    from (
        {{ api_call_volume.engagement_input_query('content_items') }}
    ) as content_items
    where item_id is not null
{%- endmacro %}
