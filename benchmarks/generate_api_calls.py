"""Raw API calls to measure with: Zipf-shaped, in order of load date, the same for the same arguments.

About 2,000 accounts, 6,000 integrations, 14,000 users and 100,000 routes and statuses of them share the
calls as 1, 1/2, 1/3, …; about 1 % of the calls are delivered twice, about 2 % arrive hours to days late.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

FIRST_DAY = "2025-01-01"

# u(n): the n-th uniform number of call i, whatever the order in which threads come to it.
GENERATE = """
create or replace macro u(i, n) as hash(i * 16 + n) / 18446744073709551616.0;

create or replace table {table} as
with numbered as (
    select
        i,
        least(1999, floor(exp(u(i, 1) * ln(2000))))::int as account,
        timestamp '{first_day}' + to_microseconds(
            ((i + u(i, 3) * 1000) / {calls}.0 * {days} * 86400e6)::bigint
        ) as occurred_at
    from range({first_call}, {first_call} + {calls_wanted}) as calls (i)
),
calls as (
    select
        md5(i::varchar)::uuid::varchar as event_id,
        occurred_at,
        occurred_at + to_seconds(60 + (u(i, 7) * 600)::int) + case
            when u(i, 8) < 0.02 then to_seconds(least(5 * 86400, -ln(u(i, 8) / 0.02 + 1e-9) * 43200)::int)
            else to_seconds(0)
        end as loaded_at,
        'account_' || account as account_id,
        'integration_' || (account * 3 + floor(u(i, 2) ** 2 * 3)::int) as integration_id,
        'user_' || account || '_' || floor(exp(u(i, 4) * ln(4 + 1000 / (account + 1))))::int as user_id,
        (['GET', 'GET', 'GET', 'POST', 'PUT', 'DELETE'])[floor(exp(u(i, 9) * ln(19)))::int % 6 + 1]
            as http_request_method,
        '/v1/resource_' || floor(exp(u(i, 9) * ln(19)))::int || '/{{id}}' as http_route,
        case
            when u(i, 6) < 0.92 then 200
            when u(i, 6) < 0.95 then 404
            when u(i, 6) < 0.97 then 401
            when u(i, 6) < 0.985 then 429
            when u(i, 6) < 0.995 then 500
        end as http_response_status_code,
        round(exp(3.5 + 1.1 * sqrt(-2 * ln(u(i, 5) + 1e-12)) * cos(6.2831853 * u(i, 10))), 3) as duration_ms,
        (200 + u(i, 7) * 1000)::bigint as request_bytes,
        (500 + u(i, 3) * 20000)::bigint as response_bytes
    from numbered
)
select * from calls
union all
select * replace (loaded_at + to_seconds(60 + (hash(event_id) % 86400)::int) as loaded_at)
from calls
where hash(event_id || ' again') % 100 = 0
order by loaded_at;
"""


def generate(database: Path, calls: int, days: int, table: str = "raw_api_calls") -> int:
    """Write the raw table into a DuckDB file; returns its rows."""
    with duckdb.connect(str(database), config={"storage_compatibility_version": "v1.4.0"}) as connection:
        connection.execute(
            GENERATE.format(table=table, first_day=FIRST_DAY, calls=calls, days=days, first_call=0, calls_wanted=calls)
        )
        connection.execute("checkpoint")
        counted = connection.execute(f"select count(*) from {table}").fetchone()
    assert counted is not None
    return int(counted[0])


AS_KONG_RECORDS = """
create or replace table {table} as
select
    json_object(
        'request', json_object(
            'id', event_id,
            'method', http_request_method,
            'uri', replace(http_route, '{{id}}', (hash(event_id) % 100000)::varchar) || '?page=1',
            'url', 'https://api.example.com:8443' || http_route,
            'size', request_bytes::varchar,
            'querystring', json_object('page', '1'),
            'headers', json_object(
                'host', 'api.example.com', 'user-agent', 'sdk/1.0', 'accept', '*/*', 'content-type', 'application/json',
                'x-forwarded-for', '192.0.2.1', 'accept-encoding', 'gzip, deflate'
            )
        ),
        'response', json_object(
            'status', http_response_status_code,
            'size', response_bytes::varchar,
            'headers', json_object('content-type', 'application/json', 'via', 'kong/3.9', 'x-kong-proxy-latency', '1')
        ),
        'latencies', json_object('request', duration_ms::int, 'kong', 1, 'proxy', duration_ms::int - 1),
        'consumer', json_object('id', md5(integration_id), 'username', integration_id, 'custom_id', account_id),
        'authenticated_entity', json_object('id', md5(integration_id || ' key')),
        'route', json_object('id', md5(http_route), 'paths', ['/v1'], 'protocols', ['https'], 'strip_path', false),
        'service', json_object('host', 'upstream.example.com', 'port', 443, 'protocol', 'https', 'name', 'upstream'),
        'client_ip', '192.0.2.1',
        'started_at', epoch_ms(occurred_at)
    )::varchar as record,
    loaded_at
from {calls}
order by loaded_at;
"""


def as_kong_records(database: Path, calls: str, table: str) -> None:
    """Write the calls of a raw table as the JSON records that Kong's http-log plugin sends."""
    with duckdb.connect(str(database), config={"storage_compatibility_version": "v1.4.0"}) as connection:
        connection.execute(AS_KONG_RECORDS.format(calls=calls, table=table))
        connection.execute("checkpoint")
