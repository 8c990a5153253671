{{ config(enabled=api_call_volume.has_engagement_source()) }}

with

product_events as (

    {{ api_call_volume.engagement_rows('product_events') }}

),

-- One row of each event: the one that happened first, then the one that arrived first.
ranked as (

    select
        *,
        row_number() over (
            partition by coalesce(event_id, {{ api_call_volume.joined_text(
                ['occurred_at', 'account_id', 'user_id', 'session_id', 'event_name', 'object_id', 'target_user_id']
            ) }})
            order by
                occurred_at,
                coalesce(loaded_at, {{ api_call_volume.now() }}),
                {%- for column in ['account_id', 'user_id', 'session_id', 'event_name', 'object_id'] %}
                {{ api_call_volume.binary_order("coalesce(" ~ column ~ ", '')") }},
                {%- endfor %}
                {{ api_call_volume.binary_order("coalesce(target_user_id, '')") }}
        ) as copy_rank
    from product_events
    where occurred_at is not null

)

select
    event_id,
    occurred_at,
    {{ api_call_volume.reporting_date('occurred_at') }} as date_day,
    coalesce(account_id, '(unattributed)') as account_id,
    user_id,
    session_id,
    event_name,
    object_id,
    target_user_id
from ranked
where copy_rank = 1
