"""A change of policy from a day on: earlier days stay as they were counted, later ones are counted again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from harness.comparison.marts import assert_same
from harness.histories.by_hand import call
from harness.histories.calls import RAW_COLUMNS, Row
from harness.histories.policies import (
    BY_ID_AND_USER,
    EVERYTHING_COUNTS,
    FIRST,
    Policies,
    calls_under,
    declared_policies,
)
from harness.spec.volume import Settings, recompute
from harness.warehouses.duckdb import Warehouse

BORDER = datetime(2026, 3, 1)
PURGED_BEFORE = datetime(2026, 2, 17)
NAMES = ("h000", "k000")


def rows_before_the_change() -> list[Row]:
    """From 20 January to 20 March: tests, copies across the border, rows that are rejected or have no load time."""
    found = []
    for number in range(60):
        at = datetime(2026, 1, 20, 13) + timedelta(days=number)
        found.append(
            call(f"id{number}", at, user_id="abc"[number % 3], environment="test" if number % 4 == 0 else "prod")
        )
        found.append(call(f"id{number}", at, at + timedelta(hours=20), user_id="abc"[number % 2]))
    found += [
        call("again", BORDER - timedelta(minutes=1), BORDER + timedelta(hours=1), user_id="a"),
        call("again", BORDER + timedelta(minutes=1), BORDER + timedelta(hours=2), user_id="a"),
        call("unreadable", BORDER, BORDER + timedelta(hours=3)),
        call("unreadable and a test", BORDER, BORDER + timedelta(days=3), environment="test"),
    ]
    found[-2:] = [Row(**{**vars(row), "occurred_at": "n/a"}) for row in found[-2:]]
    return found


class Dated:
    """Two raw tables, of calls and of log records, whose policies change."""

    def __init__(self, folder: Path) -> None:
        self.warehouse = Warehouse(folder)
        self.rows: list[Row] = []
        for name in NAMES:
            self.warehouse.load(f"histories.{name}", RAW_COLUMNS, [])

    def load(self, *rows: Row) -> None:
        self.rows += rows
        for name in NAMES:
            self.warehouse.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in rows])

    def purge(self) -> None:
        for name in NAMES:
            self.warehouse.execute(f"delete from histories.{name} where loaded_at < timestamp '{PURGED_BEFORE}'")

    def vars(self, policies: Policies) -> dict[str, Any]:
        sources = [declared_policies(name, policies) for name in NAMES]
        return {"api_call_sources": sources, "raw_retention_days": (date.today() - PURGED_BEFORE.date()).days + 1}

    def dbt(self, policies: Policies, *arguments: str, must_pass: bool = True) -> str:
        return self.warehouse.dbt(*arguments, vars=self.vars(policies), must_pass=must_pass)[1]

    def assert_marts(self, policies: Policies) -> None:
        settings = Settings.from_vars(NAMES, self.vars(policies))
        calls = [c for name in NAMES for row in self.rows for c in calls_under(row, name, policies, settings)]
        assert_same(recompute(calls, settings), self.warehouse.marts())


def until(day: date, marts: Any) -> Any:
    """The rows of marts that are dated before that day."""
    return {
        name: {key: cell for key, cell in mart.items() if any(isinstance(v, date) and v < day for v in key)}
        for name, mart in marts.items()
        if name in ("fct_api_calls_daily", "fct_api_calls_monthly", "fct_route_calls_daily")
    }


def test_a_policy_changes_from_a_day_on_when_raw_is_purged(tmp_path: Path) -> None:
    run = Dated(tmp_path / "increments")
    run.load(*rows_before_the_change())
    first: Policies = [(None, FIRST)]
    run.dbt(first, "build")
    run.assert_marts(first)
    before = run.warehouse.marts()
    run.purge()

    # Undated, or from a day that raw no longer has, nothing is changed, and the message says what to write.
    said = run.dbt([(None, EVERYTHING_COUNTS)], "build", must_pass=False)
    assert "`columns`, `where` of source `h000` changed" in said
    assert "policy_from: 2026-03-01" in said
    assert "earlier_policies: [{columns: ..., where: ...}]" in said
    said = run.dbt([(None, FIRST), (date(2026, 2, 1), EVERYTHING_COUNTS)], "build", must_pass=False)
    assert "rows are gone" in said, said[-3000:]
    assert "`policy_from: 2026-03-01` or later in `api_call_sources[0]`" in said
    # Nor where the days before are declared otherwise than they were counted.
    said = run.dbt([(None, BY_ID_AND_USER), (BORDER.date(), EVERYTHING_COUNTS)], "build", must_pass=False)
    assert "`deduplicate_on` of source `h000` changed, which counts calls before 2026-03-01" in said
    assert run.warehouse.marts() == before

    second: Policies = [(None, FIRST), (BORDER.date(), EVERYTHING_COUNTS)]
    said = run.dbt(second, "build", "--select", "int_raw_inventory", must_pass=False)
    assert "this run leaves out stg_kong__api_calls" in said
    run.dbt(second, "build")
    run.assert_marts(second)
    assert until(BORDER.date(), run.warehouse.marts()) == until(BORDER.date(), before)
    assert "counted again" not in run.dbt(second, "build")

    # Late calls of the days before count under the policy of these days.
    late = [
        call("late", BORDER - timedelta(days=5), datetime(2026, 3, 21), user_id="a"),
        call("late test", BORDER - timedelta(days=5), datetime(2026, 3, 21), user_id="a", environment="test"),
        call("id40", BORDER - timedelta(hours=1), datetime(2026, 3, 21), user_id="b"),
        call("new", datetime(2026, 3, 20), datetime(2026, 3, 21), user_id="b"),
    ]
    run.load(*late)
    # And a third policy, whose keys are its own, from a day that has not come yet.
    third: Policies = [*second, (date(2026, 4, 1), BY_ID_AND_USER)]
    run.dbt(third, "build")
    run.assert_marts(third)
    run.load(
        call("late", datetime(2026, 4, 2), user_id="a"),
        call("late", datetime(2026, 4, 3), user_id="a"),
        call("late", datetime(2026, 4, 3), user_id="b"),
    )
    run.dbt(third, "build")
    run.assert_marts(third)
    said = run.dbt(third, "build", "--full-refresh", must_pass=False)
    assert "a full refresh would lose history" in said

    # One full build of all rows has the same cells, and the same versions.
    full = Dated(tmp_path / "full")
    full.load(*run.rows)
    full.dbt(third, "build")
    assert_same(full.warehouse.marts(), run.warehouse.marts())
