{%- do api_call_volume.table_layout(kept=false) %}
{%- set attributes = api_call_volume.account_attributes() -%}

with

daily_calls as (

    select * from {{ ref('fct_api_calls_daily') }}

),

attributes as (

    {{ api_call_volume.attributes_of('accounts', 'account_id', attributes) }}

),

{{ api_call_volume.account_ancestors_ctes() }},

tops as (

    select
        account_id,
        depth,
        max(case when distance = 1 then ancestor_account_id end) as parent_account_id,
        max(case when distance = depth then ancestor_account_id end) as top_account_id
    from account_ancestors
    group by account_id, depth

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
    tops.parent_account_id,
    coalesce(tops.top_account_id, accounts.account_id) as top_account_id,
    cast(coalesce(tops.depth, 0) as {{ dbt.type_bigint() }}) as depth,
    {%- for attribute in attributes if attribute not in ['is_internal', 'parent_account_id'] %}
    attributes.{{ attribute }},
    {%- endfor %}
    {{ api_call_volume.boolean_from_text('attributes.is_internal') }} as is_internal,
    callers.first_called_on,
    callers.last_called_on
from accounts
left join callers on accounts.account_id = callers.account_id
left join attributes on accounts.account_id = attributes.account_id
left join tops on accounts.account_id = tops.account_id
where accounts.account_id is not null
