-- The yardstick: the volume facts of 5 M or 20 M calls, written by hand for one table on DuckDB as well as we know
-- how, with nothing to configure, nothing to reject and no second run in mind. One statement, one step.

create or replace table duplicated_keys as
select event_id from raw_api_calls group by event_id having count(*) > 1;

create or replace table copies as
select
    calls.*,
    row_number() over (partition by event_id order by occurred_at, loaded_at) = 1 as is_counted
from raw_api_calls as calls
semi join duplicated_keys using (event_id);

create or replace view counted_calls as
select * from raw_api_calls anti join duplicated_keys using (event_id)
union all
select * exclude (is_counted) from copies where is_counted;

create or replace table user_days as
select distinct occurred_at::date as date_day, account_id, integration_id, user_id
from counted_calls
where user_id is not null;

create or replace table fct_route_calls_daily as
select
    occurred_at::date as date_day,
    account_id,
    integration_id,
    http_request_method,
    http_route,
    http_response_status_code,
    count(*) as api_calls,
    sum((duration_ms * 1000)::bigint) as duration_us,
    count(duration_ms) as timed_calls,
    sum(request_bytes) as request_bytes,
    sum(response_bytes) as response_bytes,
    min(occurred_at) as first_called_at,
    max(occurred_at) as last_called_at
from counted_calls
group by all;

create or replace table duration_days as
select
    occurred_at::date as date_day,
    account_id,
    integration_id,
    floor(ln(duration_ms) / ln(1.02))::int as duration_bucket,
    count(*) as timed_calls,
    sum((duration_ms * 1000)::bigint) as duration_us
from counted_calls
where duration_ms is not null
group by all;

create or replace table fct_api_calls_daily_sums as
select
    date_day,
    account_id,
    integration_id,
    sum(api_calls) as api_calls,
    sum(api_calls) filter (where http_response_status_code < 400) as successful_calls,
    sum(api_calls) filter (
        where http_response_status_code between 400 and 499 and http_response_status_code not in (401, 403, 429)
    ) as client_error_calls,
    sum(api_calls) filter (where http_response_status_code in (401, 403)) as auth_failed_calls,
    sum(api_calls) filter (where http_response_status_code = 429) as rate_limited_calls,
    sum(api_calls) filter (where http_response_status_code >= 500) as server_error_calls,
    sum(api_calls) filter (where http_response_status_code is null) as aborted_calls,
    sum(request_bytes) as request_bytes,
    sum(response_bytes) as response_bytes,
    min(first_called_at) as first_called_at,
    max(last_called_at) as last_called_at
from fct_route_calls_daily
group by all;

create or replace macro users_by(period) as table
select date_trunc(period, date_day)::date as period_start, account_id, integration_id, count(distinct user_id) as active_users
from user_days
group by all;

create or replace macro routes_by(period) as table
select date_trunc(period, date_day)::date as period_start, account_id, integration_id, count(distinct http_route) as active_routes
from fct_route_calls_daily
group by all;

-- Numbers are sorted and grouped in half the time that pairs of texts take.
create or replace table integrations as
select account_id, integration_id, row_number() over ()::int as integration_number
from (select distinct account_id, integration_id from fct_api_calls_daily_sums);

create or replace macro durations_by(period) as table
with buckets as (
    select
        date_trunc(period, date_day)::date as period_start,
        integration_number,
        duration_bucket,
        sum(timed_calls) as timed_calls,
        sum(duration_us) as duration_us
    from duration_days
    inner join integrations using (account_id, integration_id)
    group by all
),
ranked as (
    select
        period_start,
        integration_number,
        timed_calls,
        duration_us,
        sum(timed_calls) over cell_by_duration as calls_up_to_bucket,
        sum(timed_calls) over (partition by period_start, integration_number) as calls_of_cell
    from buckets
    window cell_by_duration as (
        partition by period_start, integration_number order by duration_bucket rows unbounded preceding
    )
),
percentiles as (
    select
        period_start,
        integration_number,
        sum(duration_us) / 1000 / sum(timed_calls) as duration_ms_avg,
        min(duration_us / 1000 / timed_calls) filter (where calls_up_to_bucket * 100 >= calls_of_cell * 50) as duration_ms_p50,
        min(duration_us / 1000 / timed_calls) filter (where calls_up_to_bucket * 100 >= calls_of_cell * 95) as duration_ms_p95,
        min(duration_us / 1000 / timed_calls) filter (where calls_up_to_bucket * 100 >= calls_of_cell * 99) as duration_ms_p99
    from ranked
    group by all
)
select * from percentiles inner join integrations using (integration_number);

create or replace table fct_api_calls_daily as
select
    sums.*,
    active_users,
    active_routes,
    duration_ms_avg,
    duration_ms_p50,
    duration_ms_p95,
    duration_ms_p99,
    date_day < (select max(loaded_at)::date from raw_api_calls) as is_complete_period
from fct_api_calls_daily_sums as sums
left join users_by('day') as users
    on sums.date_day = users.period_start and sums.account_id = users.account_id and sums.integration_id = users.integration_id
left join routes_by('day') as routes
    on sums.date_day = routes.period_start and sums.account_id = routes.account_id and sums.integration_id = routes.integration_id
left join durations_by('day') as durations
    on sums.date_day = durations.period_start and sums.account_id = durations.account_id and sums.integration_id = durations.integration_id;

create or replace macro facts_by(period) as table
with calls as (
    select
        date_trunc(period, date_day)::date as period_start,
        account_id,
        integration_id,
        sum(api_calls) as api_calls,
        sum(successful_calls) as successful_calls,
        sum(client_error_calls) as client_error_calls,
        sum(auth_failed_calls) as auth_failed_calls,
        sum(rate_limited_calls) as rate_limited_calls,
        sum(server_error_calls) as server_error_calls,
        sum(aborted_calls) as aborted_calls,
        count(*) as active_days,
        sum(request_bytes) as request_bytes,
        sum(response_bytes) as response_bytes,
        min(first_called_at) as first_called_at,
        max(last_called_at) as last_called_at
    from fct_api_calls_daily_sums
    group by all
),
starts as (select account_id, min(period_start) as first_period from calls group by all),
compared as (
    select
        calls.*,
        (calls.period_start + to_months((period = 'month')::int) + to_days(7 * (period = 'week')::int))::date as period_end,
        coalesce(previous.api_calls, case when first_period < calls.period_start then 0 end) as previous_period_calls
    from calls
    left join starts using (account_id)
    left join calls as previous
        on
            calls.period_start
            = (previous.period_start + to_months((period = 'month')::int) + to_days(7 * (period = 'week')::int))::date
            and calls.account_id = previous.account_id
            and calls.integration_id = previous.integration_id
)
select
    compared.*,
    active_users,
    active_routes,
    duration_ms_avg,
    duration_ms_p50,
    duration_ms_p95,
    duration_ms_p99,
    api_calls / date_diff('day', period_start, period_end) as calls_per_day,
    (api_calls - previous_period_calls) / nullif(previous_period_calls, 0) as change_ratio,
    period_end <= (select max(loaded_at)::date from raw_api_calls) as is_complete_period
from compared
left join users_by(period) as users using (period_start, account_id, integration_id)
left join routes_by(period) as routes using (period_start, account_id, integration_id)
left join durations_by(period) as durations using (period_start, account_id, integration_id);

create or replace table fct_api_calls_weekly as from facts_by('week');

create or replace table fct_api_calls_monthly as from facts_by('month');

create or replace table fct_api_call_ledger as
select loaded_date, date_day, rows_received, rows_received - coalesce(rows_duplicate, 0) as rows_counted, rows_duplicate
from (
    select loaded_at::date as loaded_date, occurred_at::date as date_day, count(*) as rows_received
    from raw_api_calls
    group by all
)
left join (
    select loaded_at::date as loaded_date, occurred_at::date as date_day, count(*) as rows_duplicate
    from copies
    where not is_counted
    group by all
) using (loaded_date, date_day);
