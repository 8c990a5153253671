{%- do api_call_volume.table_layout(kept=false) %}
{%- set attributes = api_call_volume.account_attributes() -%}

with

daily_calls as (

    select * from {{ ref('fct_api_calls_daily') }}

),

attributes as (

    {{ api_call_volume.attributes_of('accounts', 'account_id', attributes) }}

),

callers as (

    select
        account_id,
        min(date_day) as first_called_on,
        max(date_day) as last_called_on
    from daily_calls
    group by account_id

),

accounts as (

    select account_id from callers
    {%- if api_call_volume.has_engagement_source() %}
    {%- for input in ['int_product_events', 'int_notifications', 'int_satisfaction_responses', 'int_outcomes'] %}
    union distinct
    select account_id from {{ ref(input) }}
    {%- endfor %}
    {%- endif %}
    union distinct
    select account_id from attributes

)

select
    accounts.account_id,
    {%- for attribute in attributes if attribute != 'is_internal' %}
    attributes.{{ attribute }},
    {%- endfor %}
    {{ api_call_volume.boolean_from_text('attributes.is_internal') }} as is_internal,
    callers.first_called_on,
    callers.last_called_on
from accounts
left join callers on accounts.account_id = callers.account_id
left join attributes on accounts.account_id = attributes.account_id
where accounts.account_id is not null
