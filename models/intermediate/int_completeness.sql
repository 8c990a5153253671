{#- A source that has ended loads nothing more. Where all have, the last load says how far they came. -#}
{%- set sources = api_call_volume.api_call_sources(only_read=false) %}
{%- set awaited = sources | rejectattr('has_ended') | list or sources -%}
with

raw_inventory as (

    select *
    from {{ ref('int_raw_inventory') }}
    where source_name in (
        {%- for source in awaited %}
        '{{ source.name }}'{{ ',' if not loop.last }}
        {%- endfor %}
    )

),

-- A source without any row is declared early, and is not waited for.
loaded_sources as (

    select distinct source_name
    from raw_inventory
    where raw_rows is not null

),

-- A clock that is ahead must not complete a day that is not over.
latest_loads as (

    select
        source_name,
        max(last_loaded_at) as last_loaded_at
    from raw_inventory
    where last_loaded_at <= {{ api_call_volume.latest_plausible_load() }}
    group by source_name

)

select
    case
        when count(latest_loads.last_loaded_at) = count(*)
            then min({{ api_call_volume.reporting_date('latest_loads.last_loaded_at') }})
    end as complete_before,
    case when count(latest_loads.last_loaded_at) = count(*) then min(latest_loads.last_loaded_at) end as complete_until
from loaded_sources
left join latest_loads on loaded_sources.source_name = latest_loads.source_name
