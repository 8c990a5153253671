"""What happens to raw between two runs: each case is a line of the table in docs/when-raw-changes.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from harness.histories.by_hand import call
from harness.histories.calls import RAW_COLUMNS, Row, declaration
from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse

pytestmark = pytest.mark.scenarios

# Yesterday and the day before: within any retention, and over.
TODAY = datetime.combine(datetime.now(timezone.utc).date(), time())
EARLIER, LATER = TODAY - timedelta(days=2), TODAY - timedelta(days=1)


def rows(day: datetime, *names: str | None, hour: int = 12) -> list[Row]:
    """Calls of that day that were loaded together at that hour."""
    return [call(name, day + timedelta(hours=1), day + timedelta(hours=hour)) for name in names]


def deleted(*names: str) -> str:
    return "delete from {table} where event_id in (" + ", ".join(f"'{name}'" for name in names) + ")"


@dataclass(frozen=True)
class Event:
    """What is loaded, what then happens to raw, and what the next build makes of it."""

    first: list[Row]
    sql: str
    then: list[Row]
    counted: int
    # How the build ends: passes, "stops" before any model, or "fails" in a promise; and words that it prints.
    ends: str = "passes"
    says: str = ""
    vars: tuple[tuple[str, Any], ...] = ()


EMPTIED = "delete from {table}"
ABC = rows(EARLIER, "a", "b", "c")
EVENTS = {
    "append: rows are added": Event(ABC, "", rows(LATER, "d"), 4),
    "append: rows are added late on a counted date": Event(ABC, "", rows(EARLIER, "d", "e", hour=11), 5),
    "append: old rows are purged, with raw_retention_days": Event(
        rows(TODAY - timedelta(days=9), "a", "b") + rows(EARLIER, "c"),
        deleted("a", "b"),
        rows(LATER, "d"),
        4,
        vars=(("raw_retention_days", 5),),
    ),
    "append: old rows are purged, without raw_retention_days": Event(
        rows(TODAY - timedelta(days=9), "a", "b") + rows(EARLIER, "c"),
        deleted("a", "b"),
        rows(LATER, "d"),
        4,
        ends="fails",
        says="2 rows were counted, but raw has 0. Gone, but still counted: 2.",
    ),
    "append: rows are deleted": Event(
        ABC, deleted("b"), [], 3, ends="fails", says="3 rows were counted, but raw has 2. Gone, but still counted: 1."
    ),
    "append: a row is updated, and its loaded_at moves to a later date": Event(
        ABC, deleted("b"), rows(LATER, "b"), 3, ends="stops", says="3 rows were counted"
    ),
    "append: a row is updated, and its loaded_at moves within the date": Event(
        ABC, deleted("b"), rows(EARLIER, "b", hour=14), 3, ends="stops", says="raw has 3"
    ),
    "append: a row is updated, and others are added later on the date": Event(
        ABC, deleted("b"), rows(EARLIER, "b", "d", "e", hour=14), 3, ends="stops", says="raw has 5"
    ),
    "append: everything is reloaded": Event(
        ABC, deleted("a", "b", "c"), rows(LATER, "a", "b", "c"), 3, ends="stops", says="raw has 0"
    ),
    "append: everything is reloaded on one date, with raw_retention_days": Event(
        ABC,
        deleted("a", "b", "c"),
        rows(EARLIER, "a", "b", "c", "d", hour=13),
        3,
        ends="stops",
        says="the first loaded at",
        vars=(("raw_retention_days", 5),),
    ),
    "append: rows are purged, and others are added late on the same date": Event(
        rows(EARLIER, *"abcde", hour=9) + rows(EARLIER, *"fghij"),
        deleted("a", "b", "c", "d", "e"),
        rows(EARLIER, *"klmnopq"),
        10,
        ends="stops",
        says="the first loaded at",
    ),
    "append: the table is emptied before the next load": Event(
        ABC, EMPTIED, rows(EARLIER, *"defgh", hour=15), 3, ends="stops", says="3 rows were counted"
    ),
    "upsert: rows are added": Event(ABC, "", rows(LATER, "d"), 4),
    "upsert: a row is updated, and its loaded_at moves to a later date": Event(ABC, deleted("b"), rows(LATER, "b"), 3),
    "upsert: a row is updated, and its loaded_at moves within the date": Event(
        ABC, deleted("b"), rows(EARLIER, "b", hour=14), 3
    ),
    "upsert: a row is updated, and keeps its loaded_at": Event(
        ABC, "update {table} set account_id = 'another' where event_id = 'b'", [], 3
    ),
    "upsert: a copy of a call moves within its date, and the counted copy is updated": Event(
        rows(EARLIER, "a") + rows(LATER, "a"),
        f"update {{table}} set loaded_at = '{LATER + timedelta(hours=14)}' where loaded_at >= '{LATER}';"
        f" update {{table}} set account_id = 'another' where loaded_at < '{LATER}'",
        [],
        1,
    ),
    "upsert: rows are deleted": Event(ABC, deleted("b"), [], 2),
    "upsert: everything is reloaded": Event(ABC, deleted("a", "b", "c"), rows(LATER, "a", "b", "c"), 3),
    "upsert: everything is reloaded, with raw_retention_days": Event(
        ABC, deleted("a", "b", "c"), rows(LATER, "a", "b", "c"), 3, vars=(("raw_retention_days", 5),)
    ),
    "truncate_load: the table is emptied before the next load": Event(ABC, EMPTIED, rows(LATER, *"de"), 5),
    "truncate_load: the table is emptied before a larger load of the same date": Event(
        ABC, EMPTIED, rows(EARLIER, *"defgh", hour=15), 8
    ),
    "truncate_load: the table is emptied before a smaller load of the same hour": Event(
        ABC, EMPTIED, rows(EARLIER, *"de"), 5
    ),
    "truncate_load: the table is emptied, and nothing is loaded": Event(ABC, EMPTIED, [], 3),
    "truncate_load: rows are added, and the table is not emptied": Event(ABC, "", rows(EARLIER, *"de"), 5),
    "truncate_load: a call is loaded once more": Event(ABC, EMPTIED, rows(LATER, *"ad"), 4),
    "truncate_load: equal rows without an id": Event(
        rows(EARLIER, None, None), "", rows(EARLIER, None) + rows(LATER, None, None), 5
    ),
    "truncate_load: the table gets a column": Event(
        ABC, "alter table {table} add column added varchar", rows(LATER, *"de"), 5
    ),
}


def built(warehouse: Warehouse, name: str, event: Event, mode: str) -> tuple[str, str]:
    """Loads, builds, lets the event happen and builds again. Returns how that ended, and what it printed."""
    table = f"histories.{name}"
    declared = declaration(name) | ({} if mode == "append" else {"sync_mode": mode})
    vars = {"api_call_sources": [declared], **dict(event.vars)}
    warehouse.load(table, RAW_COLUMNS, [row.values() for row in event.first])
    warehouse.dbt("run", vars=vars)
    if event.sql:
        warehouse.execute(event.sql.format(table=table))
    warehouse.load(table, RAW_COLUMNS, [row.values() for row in event.then])
    passed, said = warehouse.dbt("build", vars=vars, must_pass=False)
    stopped = "on-run-start" in said and "api_call_volume: raw rows that were counted are gone" in said
    return "passes" if passed else "stops" if stopped else "fails", said


def assert_is_as_the_page_says(warehouse: Warehouse, what: str, name: str) -> None:
    event = EVENTS[what]
    ended, said = built(warehouse, name, event, what.split(":")[0])
    assert (ended, event.says in said) == (event.ends, True), said[-3000:]
    assert event.ends == "passes" or "sync_mode: upsert" in said
    [counted] = warehouse.rows("select cast(sum(rows_counted) as integer) as calls from fct_api_call_ledger")
    assert counted["calls"] == event.counted


# `make test` has a quarter of the lines, on tables; log records are read in another way, and are in `make test-long`.
A_QUARTER = [
    what if number % 4 == 0 else pytest.param(what, marks=pytest.mark.long) for number, what in enumerate(EVENTS)
]


@pytest.mark.parametrize("name", ["h000", pytest.param("k000", marks=pytest.mark.long)])
@pytest.mark.parametrize("what", A_QUARTER)
def test_what_the_next_run_makes_of_it(tmp_path: Path, what: str, name: str) -> None:
    assert_is_as_the_page_says(Warehouse(tmp_path, CONSUMER), what, name)


# Each line on one kind of raw table, by turns.
@pytest.mark.postgres
@pytest.mark.parametrize(("what", "name"), [(what, ("h000", "k000")[number % 2]) for number, what in enumerate(EVENTS)])
def test_what_the_next_run_makes_of_it_on_postgres(tmp_path: Path, port: int, what: str, name: str) -> None:
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    assert_is_as_the_page_says(PostgresWarehouse(tmp_path, CONSUMER, port=port), what, name)


def lines_of_the_page() -> list[str]:
    """The lines of the table in docs/when-raw-changes.md, as the cases say them."""
    lines = []
    for what, event in EVENTS.items():
        mode, _, happens = what.partition(": ")
        came = f"{len(event.first)}, then {len(event.then)}"
        lines.append(f"| `{mode}` | {happens} | {came} | {event.counted} | {event.ends} |")
    return lines


def test_the_page_has_each_case() -> None:
    page = (PACKAGE / "docs" / "when-raw-changes.md").read_text(encoding="utf-8")
    table = page.split("|---|---|---|---|---|\n")[1].split("\n\n")[0]
    assert table.splitlines() == lines_of_the_page()
