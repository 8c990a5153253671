{% macro late_arrivals_ctes() %}
    {#-
        CTEs, the last of which is `late_arrivals` (account_id, date_day, arrived_on, reason, calls, and a column for each
        of call_measures): what came to count, or ceased to count, after the day of the call: on arrived_on, the date of the
        load. Of the copies of a call, one that is better than the one that counts takes its place when it is loaded: the
        call ceases to count where it was (below 0), and counts where the better copy is. A row that cancels the call ends
        that. A row without a load time has arrived on the day of its call. Where accounts have time zones of their own, what
        happens to a copy is dated by the clock of its account, also where another account takes its place.
          reason  'late'; where a copy took the place of another, 'corrected', or 'reattributed' if the other was of
                  another account; where the call was cancelled, 'cancelled'
    -#}
    {%- set has_cancellations = api_call_volume.has_cancellations() -%}
    {%- set measures = api_call_volume.call_measures() -%}
    {%- set window_days = var('deduplication_window_days', none) -%}
    {%- set time_zones = api_call_volume.billing_time_zones() -%}
    {%- set day = 'local_day' if time_zones else 'date_day' -%}
    {%- set as_day = ' as date_day' if time_zones else '' -%}
    {%- if api_call_volume.billing_periods_relation() -%}
        {%- set local_day_calls = ref('int_local_day_calls') -%}
    {%- endif -%}
    {%- set arrived_on = {} -%}
    {%- for other in ['better', 'cancellations'] -%}
        {%- do arrived_on.update({
            other: 'coalesce(' ~ api_call_volume.local_date(other ~ '.arrived_at', 'copies.time_zone') ~ ', ' ~ other ~ '.reporting_arrived_on)'
            if time_zones else other ~ '.arrived_on'
        }) -%}
    {%- endfor -%}
rows_of_duplicated_calls as (

    select
        entry,
        cancels_from,
        is_cancelled,
        {{ api_call_volume.deduplication_scope() }} as key_scope,
        entry_key,
        copy_rank,
        is_counted,
        account_id,
        date_day,
        case
            when loaded_date = {{ api_call_volume.unknown_load_date() }} then coalesce(date_day, loaded_date)
            else loaded_date
        end as {{ 'reporting_arrived_on' if time_zones else 'arrived_on' }},
        {%- if time_zones %}
        occurred_at,
        coalesce(loaded_at, occurred_at) as arrived_at,
        {%- endif %}
        {%- if window_days is not none %}
        {{ api_call_volume.epoch_seconds('coalesce(loaded_at, occurred_at)') }} as loaded_second,
        {%- endif %}
        {%- for measure in measures %}
        {{ api_call_volume.exact_multiple('call_count', measure) }} as {{ measure }},
        {%- endfor %}
        call_count as calls
    from {{ ref('int_duplicated_api_calls') }}
    where entry <> 'load_date'

),

copies as (

    {% if time_zones -%}
    select
        {{ api_call_volume.all_columns('duplicated_calls', ['account_id']) }},
        {{ api_call_volume.local_day('duplicated_calls', 'account_time_zones') | trim | indent(8) }} as local_day,
        case
            when duplicated_calls.date_day >= account_time_zones.time_zone_from
                then {{ api_call_volume.local_date('duplicated_calls.arrived_at', 'account_time_zones.time_zone') | indent(16) }}
            else duplicated_calls.reporting_arrived_on
        end as arrived_on,
        case when duplicated_calls.date_day >= account_time_zones.time_zone_from then account_time_zones.time_zone end as time_zone
    from rows_of_duplicated_calls as duplicated_calls
    left join account_time_zones on duplicated_calls.account_id = account_time_zones.account_id
    where duplicated_calls.entry = 'call'
    {%- else -%}
    select *
    from rows_of_duplicated_calls
    where entry = 'call'
    {%- endif %}

),

-- The first load that has a better copy, and the best of its copies.
better_copies as (

    select
        copies.key_scope,
        copies.entry_key,
        copies.copy_rank,
        better.copy_rank as better_rank,
        {{ arrived_on.better ~ ' as arrived_on' if time_zones else 'better.arrived_on' }},
        case when better.account_id = copies.account_id then 'corrected' else 'reattributed' end as reason,
        row_number() over (
            partition by copies.key_scope, copies.entry_key, copies.copy_rank order by {{ arrived_on.better }}, better.copy_rank
        ) as place
    from copies
    inner join copies as better
        on
            copies.key_scope = better.key_scope
            and copies.entry_key = better.entry_key
    where
        better.copy_rank < copies.copy_rank
        {%- if window_days is not none %}
        and better.loaded_second between copies.loaded_second - {{ window_days * 86400 }} and copies.loaded_second + {{ window_days * 86400 }}
        {%- endif %}

),

{% if has_cancellations -%}
cancelled_copies as (

    select
        copies.key_scope,
        copies.entry_key,
        copies.copy_rank,
        min({{ arrived_on.cancellations }}) as cancelled_on
    from copies
    inner join rows_of_duplicated_calls as cancellations
        on
            copies.key_scope = cancellations.key_scope
            and copies.entry_key = cancellations.entry_key
            and copies.date_day >= cancellations.cancels_from
    where
        cancellations.entry = 'cancellation'
        and copies.is_cancelled
    group by copies.key_scope, copies.entry_key, copies.copy_rank

),

{% endif -%}
ends_of_copies as (

    select
        {{ api_call_volume.all_columns('copies', ['key_scope', 'entry_key', 'copy_rank', 'arrived_on']) }},
        better_copies.better_rank,
        {% if has_cancellations -%}
        case
            when better_copies.arrived_on is null or cancelled_copies.cancelled_on <= better_copies.arrived_on
                then cancelled_copies.cancelled_on
            else better_copies.arrived_on
        end as ended_on,
        case
            when better_copies.arrived_on is null or cancelled_copies.cancelled_on <= better_copies.arrived_on then 'cancelled'
            else better_copies.reason
        end as reason
        {%- else -%}
        better_copies.arrived_on as ended_on,
        better_copies.reason
        {%- endif %}
    from copies
    left join better_copies
        on
            copies.key_scope = better_copies.key_scope
            and copies.entry_key = better_copies.entry_key
            and copies.copy_rank = better_copies.copy_rank
            and better_copies.place = 1
    {%- if has_cancellations %}
    left join cancelled_copies
        on
            copies.key_scope = cancelled_copies.key_scope
            and copies.entry_key = cancelled_copies.entry_key
            and copies.copy_rank = cancelled_copies.copy_rank
    {%- endif %}

),

-- Copies that counted for a time.
ended_copies as (

    select *
    from ends_of_copies
    where arrived_on < ended_on

),

-- Why a copy counts that took the place of another.
displacing_copies as (

    select
        key_scope,
        entry_key,
        better_rank as copy_rank,
        min(reason) as reason
    from ended_copies
    where reason <> 'cancelled'
    group by key_scope, entry_key, better_rank

),

counted_arrivals as (

    {% if time_zones -%}
    select
        route_calls.account_id,
        route_calls.date_day,
        route_calls.loaded_date as arrived_on,
        'late' as reason,
        {%- for measure in measures %}
        route_calls.{{ measure }},
        {%- endfor %}
        route_calls.api_calls as calls
    from {{ api_call_volume.relation_as(ref('int_route_calls'), 'route_calls') }}
    left join account_time_zones on route_calls.account_id = account_time_zones.account_id
    where
        route_calls.loaded_date > route_calls.date_day
        and (account_time_zones.account_id is null or route_calls.date_day < account_time_zones.time_zone_from)

    union all

    select
        local_calls.account_id,
        local_calls.local_day as date_day,
        local_calls.local_loaded_date as arrived_on,
        'late' as reason,
        {%- for measure in measures %}
        local_calls.{{ measure }},
        {%- endfor %}
        local_calls.api_calls as calls
    from {{ api_call_volume.relation_as(local_day_calls, 'local_calls') }}
    inner join account_time_zones
        on
            local_calls.account_id = account_time_zones.account_id
            and local_calls.time_zone = account_time_zones.time_zone
    where
        local_calls.date_day >= account_time_zones.time_zone_from
        and local_calls.local_loaded_date > local_calls.local_day
    {%- else -%}
    select
        account_id,
        date_day,
        loaded_date as arrived_on,
        'late' as reason,
        {%- for measure in measures %}
        {{ measure }},
        {%- endfor %}
        api_calls as calls
    from {{ ref('int_route_calls') }}
    where loaded_date > date_day
    {%- endif %}

),

arrivals as (

    select * from counted_arrivals

    union all

    select
        ended_copies.account_id,
        ended_copies.{{ day ~ as_day }},
        ended_copies.arrived_on,
        coalesce(displacing_copies.reason, 'late') as reason,
        {%- for measure in measures %}
        ended_copies.{{ measure }},
        {%- endfor %}
        ended_copies.calls
    from ended_copies
    left join displacing_copies
        on
            ended_copies.key_scope = displacing_copies.key_scope
            and ended_copies.entry_key = displacing_copies.entry_key
            and ended_copies.copy_rank = displacing_copies.copy_rank

    union all

    select
        account_id,
        {{ day ~ as_day }},
        ended_on as arrived_on,
        reason,
        {%- for measure in measures %}
        -1 * {{ measure }} as {{ measure }},
        {%- endfor %}
        -1 * calls as calls
    from ended_copies
    {% for reason, sign in [("'late'", -1), ('displacing_copies.reason', 1)] %}
    union all

    select
        copies.account_id,
        copies.{{ day ~ as_day }},
        copies.arrived_on,
        {{ reason }} as reason,
        {%- for measure in measures %}
        {{ sign }} * copies.{{ measure }} as {{ measure }},
        {%- endfor %}
        {{ sign }} * copies.calls as calls
    from copies
    inner join displacing_copies
        on
            copies.key_scope = displacing_copies.key_scope
            and copies.entry_key = displacing_copies.entry_key
            and copies.copy_rank = displacing_copies.copy_rank
    where copies.is_counted
    {% endfor %}
),

late_arrivals as (

    select
        account_id,
        date_day,
        arrived_on,
        reason,
        {%- for measure in measures %}
        coalesce(sum({{ measure }}), 0) as {{ measure }},
        {%- endfor %}
        sum(calls) as calls
    from arrivals
    where arrived_on > date_day
    group by account_id, date_day, arrived_on, reason

)
{%- endmacro %}
