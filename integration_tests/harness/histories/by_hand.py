"""Loads written by hand: raw tables that a test appends to, and the expected marts."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from harness.comparison.marts import assert_same
from harness.histories.calls import RAW_COLUMNS, Row, calls_of_row, declaration
from harness.spec.volume import Settings, recompute
from harness.warehouses.duckdb import Warehouse

NOON = datetime(2026, 3, 10, 12)


def call(event_id: str | None, occurred_at: datetime, loaded_at: datetime | None = None, **values: Any) -> Row:
    given = {"account_id": "x", "integration_id": "i", "http_response_status_code": 200, **values}
    return Row(event_id=event_id, occurred_at=occurred_at, loaded_at=loaded_at or occurred_at, **given)


class Loaded:
    """A warehouse with raw tables that loads are appended to, and its expected marts."""

    def __init__(self, folder: Path, names: tuple[str, ...] = ("h000",), **vars: Any) -> None:
        self.vars = vars
        self.names = names
        self.raw: dict[str, list[Row]] = {name: [] for name in names}
        self.warehouse = Warehouse(folder)
        for name in names:
            self.warehouse.load(f"histories.{name}", RAW_COLUMNS, [])

    def load(self, *rows: Row, name: str = "h000") -> None:
        self.raw[name] += rows
        self.warehouse.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in rows])

    def remove(self, where: str, name: str = "h000") -> None:
        with self.warehouse.connection() as connection:
            connection.execute(f"delete from histories.{name} where {where}")

    def all_vars(self) -> dict[str, Any]:
        return {"api_call_sources": [declaration(name) for name in self.names], **self.vars}

    def dbt(self, *arguments: str, must_pass: bool = True, **vars: Any) -> str:
        return self.warehouse.dbt(*arguments, vars={**self.all_vars(), **vars}, must_pass=must_pass)[1]

    def assert_marts(self) -> None:
        """Asserts that the marts are those of all loaded rows."""
        calls = [called for name in self.names for row in self.raw[name] for called in calls_of_row(row, name)]
        settings = Settings.from_vars(self.names, self.all_vars())
        assert_same(recompute(calls, settings), self.warehouse.marts())

    def contents(self, *tables: str) -> dict[str, list[dict[str, Any]]]:
        return {table: self.warehouse.rows(f"select rowid, * from {table} order by rowid") for table in tables}


def days(*numbers: int, since: datetime = NOON) -> list[Row]:
    return [call(f"id{n}", since + timedelta(days=n), account_id="xy"[n % 2], user_id=f"u{n}") for n in numbers]
