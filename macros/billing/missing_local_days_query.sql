{% macro missing_local_days_query(existing) %}
    {#-
        A query: what the table of int_local_day_calls, `existing` (none where there is none), lacks of the accounts that have a
        time zone: source_name, loaded_date, load_version, account_id, time_zone, date_day. Also, without an account, the load
        dates of which it has calls as they were.
    -#}
    {%- set key = ['source_name', 'loaded_date'] -%}
    {%- set columns = key + ['load_version', 'account_id', 'date_day'] -%}
    select
        route_days.{{ columns | join(',\n        route_days.') }},
        time_zones.time_zone
    from (
        select distinct {{ columns | join(', ') }}
        from {{ ref('int_route_calls') }}
    ) as route_days
    inner join (
        {{ api_call_volume.account_time_zones_query() }}
    ) as time_zones
        on
            route_days.account_id = time_zones.account_id
            and route_days.date_day >= time_zones.time_zone_from
    {%- if existing %}
    left join (
        select distinct {{ columns | join(', ') }}, time_zone
        from {{ existing }}
    ) as existing
        on
            time_zones.time_zone = existing.time_zone
            {%- for column in columns %}
            and route_days.{{ column }} = existing.{{ column }}
            {%- endfor %}
    where existing.account_id is null

    union all

    select distinct
        existing.source_name,
        existing.loaded_date,
        counted.load_version,
        cast(null as {{ dbt.type_string() }}) as account_id,
        cast(null as {{ api_call_volume.type_date() }}) as date_day,
        cast(null as {{ dbt.type_string() }}) as time_zone
    from {{ api_call_volume.relation_as(existing, 'existing') }}
    left join (
        select
            source_name,
            loaded_date,
            max(load_version) as load_version
        from {{ ref('int_route_calls') }}
        group by source_name, loaded_date
    ) as counted
        on
            existing.source_name = counted.source_name
            and existing.loaded_date = counted.loaded_date
    where
        counted.load_version is null
        or counted.load_version <> existing.load_version
    {%- endif %}
{%- endmacro %}
