with

declared_sources as (
    {% for source in api_call_volume.api_call_sources() %}
    select cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name
    {{ 'union all' if not loop.last }}
    {%- endfor %}

),

-- A clock that is ahead must not complete a day that is not over.
latest_loads as (

    select
        source_name,
        max(last_loaded_at) as last_loaded_at
    from {{ ref('int_raw_inventory') }}
    where last_loaded_at <= {{ api_call_volume.latest_plausible_load() }}
    group by source_name

)

select
    case
        when count(latest_loads.last_loaded_at) = count(*)
            then min({{ api_call_volume.reporting_date('latest_loads.last_loaded_at') }})
    end as complete_before
from declared_sources
left join latest_loads on declared_sources.source_name = latest_loads.source_name
