"""Raw API calls to measure with: Zipf-shaped, in order of arrival, the same for the same arguments.

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
