{%- do api_call_volume.table_layout(kept=false) %}
{%- set attributes = ['integration_name', 'category'] -%}

with

daily_calls as (

    select * from {{ ref('fct_api_calls_daily') }}

),

attributes as (

    {{ api_call_volume.attributes_of('integrations', 'integration_id', attributes) }}

),

callers as (

    select
        integration_id,
        min(date_day) as first_called_on,
        max(date_day) as last_called_on
    from daily_calls
    group by integration_id

)

select
    coalesce(callers.integration_id, attributes.integration_id) as integration_id,
    {%- for attribute in attributes %}
    attributes.{{ attribute }},
    {%- endfor %}
    callers.first_called_on,
    callers.last_called_on
from callers
full outer join attributes on callers.integration_id = attributes.integration_id
where coalesce(callers.integration_id, attributes.integration_id) is not null
