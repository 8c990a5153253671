{{ config(
    unique_key=['source_name', 'entry', 'entry_key'],
    meta={'rows_where': 'coalesce(copy_rank, load_version) is not null', 'spark_partitions': ['loaded_date']}
) }}
{%- do api_call_volume.table_layout(none, ['source_name', 'entry', 'entry_key']) %}

{%- set call_columns = [
    'event_id', 'occurred_at', 'loaded_at', 'loaded_date', 'date_day', 'account_id', 'integration_id', 'user_id',
    'credential_id', 'http_request_method', 'http_route', 'http_response_status_code', 'outcome', 'duration_ms',
    'request_bytes', 'response_bytes', 'region', 'user_agent_original', 'api_version', 'call_count'
] + api_call_volume.call_dimensions(own=true) + api_call_volume.call_measures() %}
{%- set scope = api_call_volume.deduplication_scope() %}
{%- set has_cancellations = api_call_volume.has_cancellations() %}
{%- set load_dates = api_call_volume.load_dates_to_search_for_copies() %}
{%- set load_dates_read = api_call_volume.load_dates_with_copies(load_dates) %}
{%- do api_call_volume.check_load_times_are_stored(load_dates) %}

{{ api_call_volume.skip_unless_due(load_dates) }}

with

load_dates as (

    {{ api_call_volume.load_dates_query(load_dates, api_call_volume.accepted_load_versions_query()) }}

),

identified_calls as (

    select
        source_name,
        {{ scope }} as key_scope,
        {% if has_cancellations -%}
        case when disposition = 'cancelled' then 'cancellation' else 'call' end as entry,
        case when disposition = 'cancelled' then {{ api_call_volume.cancels_from() }} end as cancels_from,
        {% else -%}
        'call' as entry,
        cast(null as {{ api_call_volume.type_date() }}) as cancels_from,
        {% endif -%}
        deduplication_key as entry_key,
        {{ call_columns | join(', ') }}
    from {{ ref('int_inventoried_api_calls') }}
    where
        {{ api_call_volume.names_a_call() }}
        and {{ api_call_volume.in_load_dates(load_dates_read) }}

),
{% if load_dates is none %}
-- Found by counting, since that needs no sort of all calls; only the copies found are then ranked. A row that cancels a
-- call is kept also while raw has no copy of it: the call may still come.
duplicated_keys as (

    select
        {{ scope }} as key_scope,
        deduplication_key as entry_key
    from {{ ref('int_inventoried_api_calls') }}
    where {{ api_call_volume.names_a_call() }}
    group by {{ scope }}, deduplication_key
    having count(*) > 1{{ " or max(case when disposition = 'cancelled' then 1 else 0 end) = 1" if has_cancellations }}

),

copies as (

    select
        identified_calls.*,
        0 as is_settled
    from identified_calls
    inner join duplicated_keys
        on
            identified_calls.key_scope = duplicated_keys.key_scope
            and identified_calls.entry_key = duplicated_keys.entry_key

),
{% else %}
known_copies as (

    select
        *,
        {{ scope }} as key_scope
    from {{ this }}
    where entry <> 'load_date'

),

-- Raw has no copy of these calls on these dates any more: what counted there stays settled.
settled_copies as (

    select *
    from known_copies
    where not {{ api_call_volume.in_load_dates(load_dates_read) }}

),

searched_keys as (

    select
        identified_calls.key_scope,
        identified_calls.entry_key
    from identified_calls
    inner join load_dates
        on
            identified_calls.source_name = load_dates.source_name
            and identified_calls.loaded_date = load_dates.loaded_date

    union distinct

    select
        known_copies.key_scope,
        known_copies.entry_key
    from known_copies
    inner join load_dates
        on
            known_copies.source_name = load_dates.source_name
            and known_copies.loaded_date = load_dates.loaded_date

),

found_copies as (

    select
        identified_calls.source_name,
        identified_calls.key_scope,
        identified_calls.entry,
        identified_calls.cancels_from,
        identified_calls.entry_key,
        {% for column in call_columns -%}
        identified_calls.{{ column }},
        {% endfor -%}
        0 as is_settled
    from identified_calls
    inner join searched_keys
        on
            identified_calls.key_scope = searched_keys.key_scope
            and identified_calls.entry_key = searched_keys.entry_key

    union all

    select
        settled_copies.source_name,
        settled_copies.key_scope,
        settled_copies.entry,
        settled_copies.cancels_from,
        settled_copies.entry_key,
        {% for column in call_columns -%}
        settled_copies.{{ column }},
        {% endfor -%}
        case when settled_copies.is_counted then 1 else 0 end as is_settled
    from settled_copies
    inner join searched_keys
        on
            settled_copies.key_scope = searched_keys.key_scope
            and settled_copies.entry_key = searched_keys.entry_key

),

copies as (

    select *
    from (
        select
            *,
            count(*) over (partition by key_scope, entry_key) as copies,
            min(cancels_from) over (partition by key_scope, entry_key) as cancelled_from
        from found_copies
    ) as counted_copies
    where copies > 1 or cancelled_from is not null

),
{% endif %}
-- A counted copy whose rows raw no longer has stays counted: its load date can't be built again without it.
ranked as (

    select
        *,
        row_number() over (
            partition by key_scope, entry_key
            order by
                case when entry = 'call' then 0 else 1 end,
                is_settled desc,
                {{ api_call_volume.copy_preference() }}
        ) as copy_rank,
        case
            when entry = 'call' and is_settled = 0 and date_day >= min(cancels_from) over (partition by key_scope, entry_key)
                then 1
            else 0
        end as is_taken_out
    from copies

)

select
    source_name,
    entry,
    entry_key,
    {{ call_columns | join(',\n    ') }},
    {{ api_call_volume.call_version('entry_key') }} as content_version,
    copy_rank,
    cancels_from,
    is_taken_out = 1 as is_cancelled,
    entry = 'call' and is_taken_out = 0 and {{ api_call_volume.is_counted_copy() }} as is_counted,
    cast(null as {{ dbt.type_bigint() }}) as load_version
from ranked

union all

select
    source_name,
    'load_date' as entry,
    cast(loaded_date as {{ dbt.type_string() }}) as entry_key,
    {% for column in call_columns -%}
    {{ 'loaded_date' if column == 'loaded_date' else 'null' }} as {{ column }},
    {% endfor -%}
    null as content_version,
    null as copy_rank,
    null as cancels_from,
    false as is_cancelled,
    false as is_counted,
    load_version
from load_dates
{% if load_dates is not none %}
union all

-- A call with only one copy left is not duplicated any more, and a row that cancelled it may be gone.
select
    known_copies.source_name,
    known_copies.entry,
    known_copies.entry_key,
    {% for column in call_columns -%}
    null as {{ column }},
    {% endfor -%}
    null as content_version,
    null as copy_rank,
    null as cancels_from,
    false as is_cancelled,
    false as is_counted,
    null as load_version
from searched_keys
inner join known_copies
    on
        searched_keys.key_scope = known_copies.key_scope
        and searched_keys.entry_key = known_copies.entry_key
left join ranked
    on
        known_copies.source_name = ranked.source_name
        and known_copies.entry = ranked.entry
        and known_copies.entry_key = ranked.entry_key
where ranked.entry_key is null
{% endif %}
