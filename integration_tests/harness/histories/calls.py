"""Random histories of loads, with every fault of real ones, and so few accounts, keys and times that these collide.

A history is a list of loads; a load is a list of raw rows that become visible together. Each history has its own raw
table, source_name and accounts, so that many of them share one run of dbt. Two thirds are tables of calls (named h...),
the others tables of log records (named k...), which staging stores.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture.providers import AVAILABLE_PROVIDERS, HypothesisProvider

from harness.histories.engagement import EngagementRow, engagement_rows
from harness.spec.volume import Call

FIRST_MOMENT = datetime(2025, 12, 20)
CLOCK_AHEAD = datetime(2199, 1, 1)
RAW_COLUMNS = {
    "event_id": "varchar",
    "occurred_at": "varchar",
    "loaded_at": "timestamp",
    "account_id": "varchar",
    "integration_id": "varchar",
    "user_id": "varchar",
    "http_request_method": "varchar",
    "http_route": "varchar",
    "http_response_status_code": "integer",
    "duration_ms": "double",
    "request_bytes": "bigint",
    "response_bytes": "bigint",
    "call_count": "double",
    "environment": "varchar",
    "state": "varchar",
    "record": "varchar",
}
ABSURD_BYTES = 95 * 10**16
CALL_COLUMNS = [column for column in RAW_COLUMNS if column not in ("loaded_at", "environment", "state", "record")]
NOT_JSON = "not {json"
ENGAGEMENT_LOADS = [
    FIRST_MOMENT + timedelta(hours=hours) for hours in (0, 0, 1, 26, 200, 1800, 1801, 1850, 2000, 3000, 3001, 3002)
]


class Reproducible(HypothesisProvider):
    """
    Draws as Hypothesis does, but no constants. Hypothesis prefers the numbers and texts that it reads in the source of
    all imported modules, so that a seed would give other histories in a process that has run other tests.
    """

    def _maybe_draw_constant(self, *_: Any, **__: Any) -> None:
        return None


AVAILABLE_PROVIDERS["reproducible"] = Reproducible


@dataclass(frozen=True)
class Row:
    """A row of a raw table; each attribute is a column."""

    event_id: str | None
    occurred_at: datetime | str | None
    loaded_at: datetime | None
    account_id: str | None = None
    integration_id: str | None = None
    user_id: str | None = None
    http_request_method: str | None = None
    http_route: str | None = None
    http_response_status_code: int | None = None
    duration_ms: float | None = None
    request_bytes: int | None = None
    response_bytes: int | None = None
    call_count: float | None = None
    environment: str = "prod"
    state: str | None = None
    record: str = "{}"

    def values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, column) for column in RAW_COLUMNS)


Load = tuple[Row | EngagementRow, ...]


@dataclass(frozen=True)
class History:
    loads: tuple[Load, ...]

    def __str__(self) -> str:
        lines = []
        for number, load in enumerate(self.loads, 1):
            lines.append(f"load {number}:" + ("" if load else " nothing"))
            for row in load:
                if isinstance(row, EngagementRow):
                    lines.append(f"  {row}")
                    continue
                said = (
                    (name, value)
                    for name, value in zip(RAW_COLUMNS, row.values(), strict=True)
                    if value is not None and value != "{}"
                )
                lines.append("  " + ", ".join(f"{name}={value}" for name, value in said))
        return "\n".join(lines)


def names_of_histories(count: int) -> list[str]:
    """Names for this many histories of one run; every third is a table of log records."""
    return [f"{'k' if number % 3 == 2 else 'h'}{number:03}" for number in range(count)]


def keeps_latest(name: str) -> bool:
    """Of a history: half of them, five after each other, so that those with the same calls agree."""
    return int(name[1:4]) // 5 % 2 == 1


def cancels(name: str) -> bool:
    """Whether rows of a history cancel calls: of every second one."""
    return int(name[1:4]) % 2 == 1


def takes_back(name: str) -> bool:
    """Whether rows of a history may take calls back: of two in three."""
    return int(name[1:4]) % 3 != 1


def declaration(name: str) -> dict[str, Any]:
    """The declaration of a history's raw table."""
    declared: dict[str, Any] = {
        "name": name,
        "source": f"histories.{name}",
        "where": "coalesce(environment, 'prod') <> 'test'",
    }
    if keeps_latest(name):
        declared["keep_copy"] = "latest"
    if cancels(name):
        declared["cancelled_when"] = "state = 'void'"
    if takes_back(name):
        declared["allow_negative"] = True
    if name.startswith("k"):
        return {**declared, "format": "kong", "columns": {column: column for column in CALL_COLUMNS}}
    return {**declared, "format": "columns"}


def calls_of_row(row: Row, source_name: str) -> list[Call]:
    """The calls of a raw row as the declaration reads it: one, or those of a batched log record."""
    occurred_at = row.occurred_at if isinstance(row.occurred_at, datetime) else None
    is_excluded = row.environment == "test"
    is_cancelling = row.state == "void" and cancels(source_name)
    unreadable = occurred_at is None and row.occurred_at is not None and not is_cancelling
    reject_reason = "occurred_at_unreadable" if unreadable else None
    records = 1
    if source_name.startswith("k"):
        reject_reason = "record_not_json" if row.record == NOT_JSON else reject_reason
        records = len(json.loads(row.record)) if row.record.startswith("[") else 1
    call = Call(
        source_name=source_name,
        occurred_at=occurred_at,
        loaded_at=row.loaded_at,
        event_id=row.event_id,
        account_id=row.account_id,
        integration_id=row.integration_id,
        user_id=row.user_id,
        http_request_method=row.http_request_method,
        http_route=row.http_route,
        http_response_status_code=row.http_response_status_code,
        duration_ms=row.duration_ms,
        request_bytes=row.request_bytes,
        response_bytes=row.response_bytes,
        call_count=Decimal(1) if row.call_count is None else Decimal(repr(row.call_count)),
        deduplication_key=row.event_id,
        is_excluded=is_excluded,
        reject_reason=None if is_excluded else reject_reason,
        is_cancelling=is_cancelling,
    )
    return [call] * records


def call_rows(load: Iterable[Row | EngagementRow]) -> list[Row]:
    """The rows of a load that are calls, not engagement inputs."""
    return [row for row in load if isinstance(row, Row)]


def calls_of(history: History, source_name: str) -> Iterable[Call]:
    return (call for load in history.loads for row in call_rows(load) for call in calls_of_row(row, source_name))


def with_accounts_of(history: History, name: str) -> History:
    """The history with its own accounts, which no other history has."""

    def own(row: Row | EngagementRow) -> Row | EngagementRow:
        if isinstance(row, EngagementRow):
            return row.of(name)
        return replace(row, account_id=f"{name} {row.account_id or 'nobody'}")

    return History(tuple(tuple(own(row) for row in load) for load in history.loads))


LATENESS = [
    timedelta(minutes=1),
    timedelta(hours=3),
    timedelta(hours=20),
    timedelta(days=2),
    timedelta(days=9),
    timedelta(days=40),
    timedelta(days=400),
]


# How long before its commit the load time of a row may be: a backfill keeps the load times of its rows.
EARLIER = [timedelta(hours=3), timedelta(days=1), timedelta(days=14), timedelta(days=70), timedelta(days=365 * 3)]


@st.composite
def any_load_time(draw: st.DrawFn, loads_at: datetime) -> datetime | None:
    """Any `loaded_at` at all: hours to years ago, far in the future, none; sometimes the right one."""
    earlier = [loads_at - before - timedelta(minutes=draw(st.sampled_from([0, 7, 300]))) for before in EARLIER]
    ahead = [CLOCK_AHEAD, CLOCK_AHEAD + timedelta(days=40)]
    return draw(st.sampled_from([loads_at, *earlier, draw(st.sampled_from(ahead)), None]))


@st.composite
def rows(draw: st.DrawFn, loaded_at: datetime, earlier: Sequence[Row]) -> Row:
    """A row of a load: new, late, a copy of an earlier row, or broken."""
    what = draw(st.integers(0, 19))
    if what < 5 and earlier:
        copy = draw(st.sampled_from(earlier))
        return draw(copies(copy, loaded_at))
    late = draw(st.sampled_from(LATENESS if what < 9 else LATENESS[:3]))
    occurred_at: datetime | str | None = loaded_at - late - timedelta(seconds=draw(st.integers(0, 7200)))
    if what == 17:
        occurred_at = draw(
            st.sampled_from(
                [
                    None,
                    "",
                    "n/a",
                    "2026-02-30 10:00:00",
                    loaded_at + timedelta(days=400),
                    loaded_at + timedelta(minutes=60),
                ]
            )
        )
    row = Row(
        event_id=draw(st.sampled_from([None, "a", "b", "c", "d", "e", "f", "g", "h"])),
        occurred_at=occurred_at,
        loaded_at=loaded_at,
        account_id=draw(st.sampled_from([None, "x", "x", "y"])),
        integration_id=draw(st.sampled_from(["i", "i", "j", None])),
        user_id=draw(st.sampled_from([None, "u", "v", "w"])),
        http_request_method=draw(st.sampled_from(["GET", "POST", None])),
        http_route=draw(st.sampled_from(["/r", "/s", None])),
        http_response_status_code=draw(st.sampled_from([200, 200, 404, 401, 429, 503, None])),
        duration_ms=draw(
            st.sampled_from([None, -1.0, 0.0, 1.02, 12.5, 12.625, 250.0, 99999.0, 1e9 if what == 13 else 250.0])
        ),
        request_bytes=draw(st.sampled_from([None, 0, 10, 10, ABSURD_BYTES if what == 13 else 10])),
        response_bytes=draw(st.sampled_from([None, 0, 1000, ABSURD_BYTES if what == 13 else 1000])),
        call_count=draw(
            st.sampled_from(
                [
                    None,
                    None,
                    -1.0 if what % 2 else None,
                    1.0,
                    -10.0 if what % 4 == 0 else 10.0,
                    2.5,
                    0.0,
                    -1.0 if what % 4 == 0 else 1.0,
                    1e6 if what == 13 else 1.0,
                ]
            )
        ),
        environment="test" if what == 15 else "prod",
        state="void" if draw(st.integers(0, 14)) == 0 else None,
        record=draw(
            st.sampled_from(["{}", "{}", "{}", "{}", "[{}]", "[{}, {}, {}]", NOT_JSON if what == 14 else "{}"])
        ),
    )
    # A source that has this row and no status at all would rightly fail a promise.
    if (row.call_count or 0) > 100 and row.http_response_status_code is None:
        return replace(row, http_response_status_code=200)
    return row


@st.composite
def copies(draw: st.DrawFn, copy: Row, loaded_at: datetime) -> Row:
    """A copy of a row: unchanged, with another date, or with other values."""
    again = replace(copy, loaded_at=loaded_at)
    if isinstance(copy.occurred_at, datetime):
        shift = draw(
            st.sampled_from(
                [
                    timedelta(0),
                    timedelta(0),
                    timedelta(seconds=-30),
                    timedelta(hours=14),
                    timedelta(days=-1),
                    timedelta(days=-35),
                ]
            )
        )
        again = replace(again, occurred_at=copy.occurred_at + shift)
    if draw(st.integers(0, 4)) == 0:
        again = replace(
            again, user_id=draw(st.sampled_from([None, "u", "v"])), environment=draw(st.sampled_from(["prod", "test"]))
        )
    if draw(st.integers(0, 5)) == 0:
        again = replace(again, state="void")
    return again


@st.composite
def loads(
    draw: st.DrawFn,
    number: int,
    loads_at: datetime,
    earlier: Sequence[Row | EngagementRow],
    most_rows: int,
    any_loaded_at: bool,
    least_rows: int = 0,
) -> Load:
    found: list[Row | EngagementRow] = []
    for _ in range(draw(st.integers(least_rows, most_rows))):
        # Commits are out of order: a row may have a load time before those of the last load.
        loaded_at = loads_at - timedelta(minutes=draw(st.sampled_from([0, 0, 0, 7, 45])))
        row = draw(rows(loaded_at, call_rows([*earlier, *found])))
        stamped = draw(st.integers(0, 29))
        if stamped == 0:
            row = replace(row, loaded_at=None)
        elif stamped == 1:
            row = replace(row, loaded_at=CLOCK_AHEAD)
        elif any_loaded_at and stamped < 15:
            # Some calls are as old as the load time; of the others, most are rejected.
            old = draw(any_load_time(loads_at))
            if old and old < CLOCK_AHEAD and isinstance(row.occurred_at, datetime) and stamped < 10:
                row = replace(row, occurred_at=row.occurred_at + (old - loaded_at))
            row = replace(row, loaded_at=old)
        found.append(row)
    for _ in range(draw(st.integers(0, most_rows))):
        # All histories share the raw tables of engagement, and so their load times.
        loaded_at = ENGAGEMENT_LOADS[number] - timedelta(minutes=draw(st.sampled_from([0, 0, 0, 7, 45])))
        stamp = draw(st.sampled_from([*[loaded_at] * 28, None, CLOCK_AHEAD]))
        if any_loaded_at and draw(st.booleans()):
            stamp = draw(any_load_time(loaded_at))
        found.append(draw(engagement_rows(stamp, loads_at, [*earlier, *found])))
    return tuple(found)


@st.composite
def histories(
    draw: st.DrawFn,
    least_loads: int = 1,
    most_loads: int = 6,
    most_rows: int = 8,
    any_loaded_at: bool = False,
    moments: Sequence[datetime] = (),
) -> History:
    """
    A random history, with loads that are minutes, days or months apart, some of them empty. With `any_loaded_at`, half
    of the rows of each load have any load time at all. With `moments`, the loads come then, and none is empty.
    """
    loads_at = FIRST_MOMENT + timedelta(hours=draw(st.integers(0, 24 * 400)))
    found: list[Load] = []
    for number in range(len(moments) or draw(st.integers(least_loads, most_loads))):
        earlier = [row for load in found for row in load]
        if moments:
            found.append(draw(loads(number, moments[number], earlier, most_rows, any_loaded_at, least_rows=4)))
            continue
        found.append(draw(loads(number, loads_at, earlier, most_rows, any_loaded_at)))
        loads_at += draw(
            st.sampled_from(
                [
                    timedelta(0),
                    timedelta(minutes=10),
                    timedelta(hours=1),
                    timedelta(hours=25),
                    timedelta(days=8),
                    timedelta(days=65),
                ]
            )
        )
    return History(tuple(found))


def random_histories(count: int, seed_number: int, **bounds: Any) -> list[History]:
    """This many random histories; the same seed gives the same histories, in every process."""
    return [random_history(seed_number * 1_000_003 + number, **bounds) for number in range(count)]


def random_history(seed_number: int, **bounds: Any) -> History:
    """One random history, with its own seed: of thirty drawn from one seed, ten are copies of others."""
    found: list[History] = []

    @seed(seed_number)
    @settings(
        # The first one drawn is always the smallest possible.
        max_examples=2,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        backend="reproducible",
    )
    @given(histories(**bounds))
    def gather(history: History) -> None:
        found.append(history)

    gather()
    return found[-1]
