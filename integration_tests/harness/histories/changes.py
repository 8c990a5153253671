"""What loaders and people do to raw tables between two loads, by the `sync_mode` of each source.

In a table that is appended to, rows only come. In one that is upserted, rows are updated, synced again, deleted. One
that is truncated before a load has only the rows of the last load or loads. What counts of each is said here, too, from
the definitions and not from the SQL.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from harness.histories.calls import (
    CLOCK_AHEAD,
    RAW_COLUMNS,
    History,
    Row,
    call_rows,
    declaration,
    names_of_histories,
    with_accounts_of,
)
from harness.warehouses.duckdb import CONSUMER, Warehouse

MODES = ("append", "upsert", "truncate_load")


class Changes:
    """The raw tables of several histories as they are now, and which of their rows count."""

    def __init__(self, seed: int, names: Iterable[str], vars: Mapping[str, Any]) -> None:
        self.chance = random.Random(seed)
        # Tables of calls and of log records alike: every third history is one of log records.
        modes = MODES
        if vars.get("raw_retention_days") is not None:
            # Of an upserted source, older load dates are not compared, but histories load into any: an error says so.
            modes = ("append", "truncate_load", "truncate_load")
        self.modes = {name: modes[int(name[1:]) // 3 % 3] for name in names}
        self.raw: dict[str, list[Row]] = {name: [] for name in self.modes}
        self.counted: dict[str, Counter[Row]] = {name: Counter() for name in self.modes}
        self.happened: Counter[str] = Counter()

    def declaration(self, name: str) -> dict[str, Any]:
        return {**declaration(name), "sync_mode": self.modes[name]}

    def load(self, name: str, rows: list[Row]) -> None:
        """Something may happen to the raw table; then these rows are loaded."""
        mode = self.modes[name]
        if mode == "upsert":
            self.raw[name] = [changed for row in self.raw[name] for changed in self.upserted(row, rows)]
        if mode == "truncate_load" and self.chance.random() < 0.7:
            self.happened["truncated"] += bool(self.raw[name])
            self.raw[name] = []
        self.raw[name] += rows
        now = Counter(self.raw[name])
        # A row that is equal in all columns, the load time included, is the same row of the same load.
        self.counted[name] = self.counted[name] | now if mode == "truncate_load" else now

    def upserted(self, row: Row, loaded: list[Row]) -> list[Row]:
        """The row as the next load leaves it."""
        what = self.chance.choice(["same"] * 8 + ["synced again", "updated", "updated in place", "deleted"])
        if what == "same":
            return [row]
        self.happened[what] += 1
        if what == "deleted":
            return []
        if what != "synced again":
            values: list[dict[str, Any]] = [
                {"user_id": "w"},
                {"http_response_status_code": 500},
                {"account_id": f"{row.account_id}2"},
                {"state": None if row.state else "void"},
            ]
            row = replace(row, **self.chance.choice(values))
        times = [other.loaded_at for other in loaded if other.loaded_at] or [latest([row]) + timedelta(hours=1)]
        return [row if what == "updated in place" else replace(row, loaded_at=self.chance.choice(times))]

    def rows(self, name: str) -> list[Row]:
        return list(self.counted[name].elements())

    def write(self, warehouse: Warehouse, name: str) -> None:
        """Writes the raw table as it is now."""
        write(warehouse, name, self.raw[name])


def write(warehouse: Warehouse, name: str, rows: Iterable[Row]) -> None:
    warehouse.load(f"histories.{name}", RAW_COLUMNS, [])
    warehouse.execute(f"delete from histories.{name}")
    warehouse.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in rows])


def latest(rows: Iterable[Row]) -> datetime:
    """The latest load time; a clock that is ahead does not count."""
    times = [row.loaded_at for row in rows if row.loaded_at and row.loaded_at < CLOCK_AHEAD]
    return max(times, default=datetime(2026, 3, 1))


def contradicted(chance: random.Random, rows: list[Row]) -> tuple[str, list[Row]]:
    """What an appended table must not do, and the rows of the table after it."""
    what = chance.choice(["updated", "synced again", "truncated", "deleted", "replaced on the date"])
    later = latest(rows) + timedelta(days=1)
    some = set(chance.sample(range(len(rows)), chance.randint(1, len(rows))))
    left = [row for number, row in enumerate(rows) if number not in some]
    if what == "updated":
        return what, [*rows[1:], replace(rows[0], loaded_at=later)]
    if what == "synced again":
        return what, [*left, *(replace(rows[number], loaded_at=later) for number in some)]
    if what == "truncated":
        return what, [replace(row, event_id="new", loaded_at=later) for row in rows[:3]]
    if what == "deleted":
        return what, left
    end_of_date = latest(rows).replace(hour=23, minute=59, second=59, microsecond=0)
    gone = max(rows, key=lambda row: row.loaded_at if row.loaded_at and row.loaded_at < CLOCK_AHEAD else datetime.min)
    new = [replace(gone, event_id=f"new {number}", loaded_at=end_of_date) for number in range(3)]
    return what, [*(row for row in rows if row is not gone), *new]


def green_contradictions(
    folder: Path, histories: Iterable[History], seed: int, project: Path = CONSUMER
) -> tuple[int, list[str]]:
    """
    Builds all rows of each history in a table that is appended to; contradicts it, in one table at a time, and builds
    again. Returns how many there were, and those after which the build was green or did not name the source.
    """
    histories, chance, green = list(histories), random.Random(seed), []
    own = {
        name: call_rows(row for load in with_accounts_of(history, name).loads for row in load)
        for name, history in zip(names_of_histories(len(histories)), histories, strict=True)
    }
    own = {name: rows for name, rows in own.items() if rows}
    vars = {"api_call_sources": [declaration(name) for name in own]}
    built = Warehouse(folder / "built", project, vars)
    for name, rows in own.items():
        write(built, name, rows)
    built.dbt("run")
    for name, rows in own.items():
        warehouse = built.copy(folder / name)
        what, after = contradicted(chance, rows)
        write(warehouse, name, after)
        passed, said = warehouse.dbt("build", "--select", "+fct_api_call_ledger", must_pass=False)
        if passed or "sync_mode: " not in said or name not in said:
            green.append(f"{name}: {what}")
    return len(own), green
