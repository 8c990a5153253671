{{ config(unique_key=['source_name', 'loaded_date'], meta={'rows_where': 'raw_rows is not null'}) }}
{%- do api_call_volume.table_layout('loaded_date', ['source_name']) %}

{%- set changed_arrivals = api_call_volume.changed_arrivals() %}

{{ api_call_volume.skip_unless_due(changed_arrivals) }}

with

api_calls as (

    select *
    from {{ ref('int_api_calls') }}
    where {{ api_call_volume.in_arrivals(changed_arrivals) }}

),

rolled_up as (

    select
        source_name,
        loaded_date,
        date_day,
        disposition,
        count(*) as raw_rows,
        cast(coalesce(sum(call_count), 0) as {{ dbt.type_numeric() }}) as calls,
        cast(
            coalesce(sum(case when account_id = '(unattributed)' then call_count end), 0) as {{ dbt.type_numeric() }}
        ) as unattributed_calls,
        cast(sum(fingerprint) as {{ dbt.type_bigint() }}) as fingerprint,
        max(loaded_at) as last_loaded_at
    from api_calls
    group by source_name, loaded_date, date_day, disposition

),

days as (

    select distinct date_day
    from rolled_up
    where date_day is not null

),

owners_versions as (

    {{ api_call_volume.owners_versions('days') }}

),

arrivals as (
    {% if changed_arrivals is none %}
    select distinct
        source_name,
        loaded_date
    from rolled_up
    {% else %}
    {{ api_call_volume.literal_rows(changed_arrivals, {'source_name': dbt.type_string(), 'loaded_date': 'date'}) }}
    {% endif %}
),

policies as (
    {% for source in api_call_volume.api_call_sources() %}
    select
        cast('{{ source.name }}' as {{ dbt.type_string() }}) as source_name,
        cast('{{ api_call_volume.source_policy(source) }}' as {{ dbt.type_string() }}) as source_policy
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    arrivals.source_name,
    arrivals.loaded_date,
    rolled_up.date_day,
    rolled_up.disposition,
    rolled_up.raw_rows,
    rolled_up.calls,
    rolled_up.unattributed_calls,
    rolled_up.fingerprint,
    rolled_up.last_loaded_at,
    policies.source_policy,
    coalesce(owners_versions.owners_version, 0) as owners_version
from arrivals
inner join policies on arrivals.source_name = policies.source_name
left join rolled_up
    on
        arrivals.source_name = rolled_up.source_name
        and arrivals.loaded_date = rolled_up.loaded_date
left join owners_versions on rolled_up.date_day = owners_versions.date_day
