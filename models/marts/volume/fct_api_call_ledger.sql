{{ config(
    unique_key=['source_name', 'coalesce(loaded_date, ' ~ api_call_volume.unknown_load_date() ~ ')'],
    meta={'rows_where': 'rows_received is not null'}
) }}
{%- do api_call_volume.table_layout('loaded_date', ['source_name']) %}

{%- set counts = [
    'rows_received', 'rows_counted', 'rows_duplicate', 'rows_rejected', 'rows_excluded', 'rows_too_late', 'rows_cancelled',
    'calls_counted', 'calls_unattributed', 'is_compared_with_raw', 'data_version'
] %}
{%- set late_load_days = var('late_load_days', none) %}

with

raw_inventory as (

    select * from {{ ref('int_raw_inventory') }}

),

duplicated_calls as (

    select *
    from {{ ref('int_duplicated_api_calls') }}
    where entry = 'call'

),

received as (

    select
        source_name,
        loaded_date,
        date_day,
        max({{ api_call_volume.row_version(['source_policy']) }}) as policy_version,
        sum(raw_rows) as rows_received,
        sum(case when disposition = 'accepted' then raw_rows else 0 end) as rows_accepted,
        sum(case when disposition = 'rejected' then raw_rows else 0 end) as rows_rejected,
        sum(case when disposition = 'excluded' then raw_rows else 0 end) as rows_excluded,
        sum(case when disposition = 'too_late' then raw_rows else 0 end) as rows_too_late,
        sum(case when disposition = 'cancelled' then raw_rows else 0 end) as rows_cancelling,
        sum(case when disposition = 'accepted' then calls else 0 end) as calls_accepted,
        sum(case when disposition = 'accepted' then unattributed_calls else 0 end) as unattributed_calls_accepted,
        sum(case when disposition = 'accepted' then content_version else 0 end) as content_version
    from raw_inventory
    group by source_name, loaded_date, date_day

),

-- Copies that are not counted, since another one is or since their call is cancelled.
uncounted as (

    select
        source_name,
        loaded_date,
        date_day,
        count(*) as copies,
        sum(case when is_cancelled then 1 else 0 end) as copies_cancelled,
        sum(call_count) as calls,
        sum(case when account_id = '(unattributed)' then call_count else 0 end) as unattributed_calls,
        sum(content_version) as content_version
    from duplicated_calls
    where not is_counted
    group by source_name, loaded_date, date_day

),

{% if late_load_days is not none -%}
latest_loads as (

    select
        source_name,
        {{ api_call_volume.reporting_date('(' ~ api_call_volume.timestamp_plus('day', -1 * late_load_days, 'max(last_loaded_at)') ~ ')') }}
            as compared_from
    from raw_inventory
    where last_loaded_at <= {{ api_call_volume.latest_plausible_load() }}
    group by source_name

),

{% endif -%}
counted as (

    select
        received.source_name,
        received.loaded_date,
        received.date_day,
        {{ api_call_volume.first_day_of_policy('received.source_name', 'received.date_day') }} as policy_from,
        received.rows_received,
        received.rows_accepted - coalesce(uncounted.copies, 0) as rows_counted,
        coalesce(uncounted.copies - uncounted.copies_cancelled, 0) as rows_duplicate,
        received.rows_rejected,
        received.rows_excluded,
        received.rows_too_late,
        received.rows_cancelling + coalesce(uncounted.copies_cancelled, 0) as rows_cancelled,
        received.calls_accepted - coalesce(uncounted.calls, 0) as calls_counted,
        received.unattributed_calls_accepted - coalesce(uncounted.unattributed_calls, 0) as calls_unattributed,
        {% if late_load_days is not none -%}
        coalesce(
            received.loaded_date >= latest_loads.compared_from
            or received.loaded_date = {{ api_call_volume.unknown_load_date() }},
            true
        ) as is_compared_with_raw,
        {%- else -%}
        true as is_compared_with_raw,
        {%- endif %}
        case
            when received.rows_accepted > coalesce(uncounted.copies, 0)
                then received.policy_version + received.content_version - coalesce(uncounted.content_version, 0)
            else 0
        end as data_version
    from received
    left join uncounted
        on
            received.source_name = uncounted.source_name
            and received.loaded_date = uncounted.loaded_date
            and received.date_day = uncounted.date_day
    {%- if late_load_days is not none %}
    left join latest_loads on received.source_name = latest_loads.source_name
    {%- endif %}

),

{% if api_call_volume.is_increment() -%}
existing as (

    select
        source_name,
        coalesce(loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        date_day,
        policy_from,
        {{ counts | join(', ') }}
    from {{ this }}

),

-- Both are small, so this compares all of their rows.
load_dates_to_build as (

    select distinct
        coalesce(counted.source_name, existing.source_name) as source_name,
        coalesce(counted.loaded_date, existing.loaded_date) as loaded_date
    from counted
    full outer join existing
        on
            counted.source_name = existing.source_name
            and counted.loaded_date = existing.loaded_date
            and coalesce(counted.date_day, {{ api_call_volume.unknown_load_date() }})
            = coalesce(existing.date_day, {{ api_call_volume.unknown_load_date() }})
    where
        counted.source_name is null
        or existing.source_name is null
        or coalesce(counted.policy_from, {{ api_call_volume.unknown_load_date() }})
        <> coalesce(existing.policy_from, {{ api_call_volume.unknown_load_date() }})
        {%- for count in counts %}
        or counted.{{ count }} <> existing.{{ count }}
        {%- endfor %}

),
{%- else -%}
load_dates_to_build as (

    select distinct
        source_name,
        loaded_date
    from counted

),
{%- endif %}

entries as (

    select
        load_dates_to_build.source_name,
        nullif(load_dates_to_build.loaded_date, {{ api_call_volume.unknown_load_date() }}) as loaded_date,
        counted.date_day,
        counted.policy_from,
        counted.{{ counts | join(',\n        counted.') }}
    from load_dates_to_build
    left join counted
        on
            load_dates_to_build.source_name = counted.source_name
            and load_dates_to_build.loaded_date = counted.loaded_date

)

select
    source_name,
    loaded_date,
    date_day,
    policy_from,
    cast(rows_received as {{ dbt.type_bigint() }}) as rows_received,
    cast(rows_counted as {{ dbt.type_bigint() }}) as rows_counted,
    cast(rows_duplicate as {{ dbt.type_bigint() }}) as rows_duplicate,
    cast(rows_rejected as {{ dbt.type_bigint() }}) as rows_rejected,
    cast(rows_excluded as {{ dbt.type_bigint() }}) as rows_excluded,
    cast(rows_too_late as {{ dbt.type_bigint() }}) as rows_too_late,
    cast(rows_cancelled as {{ dbt.type_bigint() }}) as rows_cancelled,
    cast(calls_counted as {{ dbt.type_numeric() }}) as calls_counted,
    cast(calls_unattributed as {{ dbt.type_numeric() }}) as calls_unattributed,
    is_compared_with_raw,
    cast(data_version as {{ dbt.type_bigint() }}) as data_version
from entries
