-- Volume facts, and the rollups they are aggregated from, have one row per grain. A failure means that calls are counted
-- twice: build with --full-refresh, and report it.
-- (A duplicate row of durations changes percentiles, but no total that another test compares.)

{%- set cell = ['account_id', 'integration_id'] %}
{%- set load_date = ['source_name', 'loaded_date'] %}
{%- set grains = {
    'fct_api_calls_daily': ['date_day'] + cell,
    'fct_api_calls_weekly': ['date_week'] + cell,
    'fct_api_calls_monthly': ['date_month'] + cell,
    'fct_account_calls_daily': ['date_day', 'account_id'],
    'fct_account_calls_weekly': ['date_week', 'account_id'],
    'fct_account_calls_monthly': ['date_month', 'account_id'],
    'int_route_calls': ['date_day'] + cell + load_date + [
        'http_request_method', 'http_route', 'http_response_status_code', 'outcome'
    ] + api_call_volume.call_dimensions(),
    'int_user_calls': ['date_day'] + cell + load_date + ['user_id'],
    'int_duration_calls': ['date_day'] + cell + load_date + ['duration_bucket'],
} %}
{%- set in_tested_periods = {
    'date_day': api_call_volume.in_tested_periods('day', 'date_day'),
    'date_week': api_call_volume.in_tested_periods('week', 'date_week'),
    'date_month': api_call_volume.in_tested_periods('month', 'date_month'),
} %}

with

duplicate_rows as (
    {% for relation, columns in grains.items() %}
    select
        '{{ relation }}' as relation,
        {{ columns[0] }} as period_start,
        account_id,
        {{ 'integration_id' if 'integration_id' in columns else "'(all)' as integration_id" }},
        count(*) as rows_of_this_grain
    from {{ ref(relation) }}
    where {{ in_tested_periods[columns[0]] }}
    group by {{ columns | join(', ') }}
    having count(*) > 1
    {{ 'union all' if not loop.last }}
    {%- endfor %}

)

select
    *,
    {{ api_call_volume.promise_columns(
        '[relation] has [rows_of_this_grain] rows where its grain allows one: [period_start], account [account_id], '
        ~ 'integration [integration_id].',
        'Run ' ~ api_call_volume.build_command(full_refresh=true)
    ) }}
from duplicate_rows
