"""A change of policy from a day on: earlier days stay as they were counted, later ones are counted again."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
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
from harness.warehouses.duckdb import CONSUMER, Warehouse

pytestmark = pytest.mark.scenarios

BORDER = datetime(2026, 3, 1)
PURGED_BEFORE = datetime(2026, 2, 17)
NAMES = ("h000", "k000")
LANDED = "h001"
APRIL = date(2026, 4, 1)


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


def late_rows() -> list[Row]:
    """Calls of the days before and after the border, loaded late, one of them a copy."""
    loaded_at = datetime(2026, 3, 21)
    return [
        call("late", BORDER - timedelta(days=5), loaded_at, user_id="a"),
        call("late test", BORDER - timedelta(days=5), loaded_at, user_id="a", environment="test"),
        call("id40", BORDER - timedelta(hours=1), loaded_at, user_id="b"),
        call("new", datetime(2026, 3, 20), loaded_at, user_id="b"),
    ]


def policies_of(name: str, policies: Policies) -> Policies:
    """Those of a raw table: of the landing table, whose rows are gone as soon as they are read, only those to come."""
    return [(start, policy) for start, policy in policies if name != LANDED or not start or start >= APRIL]


class Dated:
    """Raw tables of calls and of log records, and a landing table, whose policies change."""

    def __init__(self, warehouse: Warehouse, names: tuple[str, ...] = (*NAMES, LANDED)) -> None:
        self.warehouse = warehouse
        self.names = names
        self.rows: list[Row] = []

    def copy(self, folder: Path) -> Dated:
        copied = Dated(self.warehouse.copy(folder), self.names)
        copied.rows = list(self.rows)
        return copied

    def load(self, *rows: Row) -> None:
        self.rows += rows
        for name in self.names:
            self.warehouse.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in rows])

    def purge(self) -> None:
        for name in self.names:
            old = "true" if name == LANDED else f"loaded_at < timestamp '{PURGED_BEFORE}'"
            self.warehouse.execute(f"delete from histories.{name} where {old}")

    def vars(self, policies: Policies) -> dict[str, Any]:
        sources = [declared_policies(name, policies_of(name, policies)) for name in self.names]
        sources = [source | ({"sync_mode": "truncate_load"} if source["name"] == LANDED else {}) for source in sources]
        return {"api_call_sources": sources, "raw_retention_days": (date.today() - PURGED_BEFORE.date()).days + 1}

    def dbt(self, policies: Policies, *arguments: str, must_pass: bool = True) -> str:
        return self.warehouse.dbt(*arguments, vars=self.vars(policies), must_pass=must_pass)[1]

    def assert_marts(self, policies: Policies) -> None:
        settings = Settings.from_vars(self.names, self.vars(policies))
        calls = [
            called
            for name in self.names
            for row in self.rows
            for called in calls_under(row, name, policies_of(name, policies), settings)
        ]
        assert_same(recompute(calls, settings), self.warehouse.marts())


def until(day: date, marts: Any) -> Any:
    """The rows of marts that are dated before that day."""
    return {
        name: {key: cell for key, cell in mart.items() if any(isinstance(v, date) and v < day for v in key)}
        for name, mart in marts.items()
        if name in ("fct_api_calls_daily", "fct_api_calls_monthly", "fct_route_calls_daily")
    }


FIRST_ALONE: Policies = [(None, FIRST)]
SECOND: Policies = [(None, FIRST), (BORDER.date(), EVERYTHING_COUNTS)]
# Its keys are its own, and it begins on a day that has not come yet.
THIRD: Policies = [*SECOND, (APRIL, BY_ID_AND_USER)]


@pytest.fixture(scope="module")
def purged(tmp_path_factory: pytest.TempPathFactory) -> Dated:
    """Built under the first policy, then purged."""
    run = Dated(Warehouse(tmp_path_factory.mktemp("purged")))
    run.load(*rows_before_the_change())
    run.dbt(FIRST_ALONE, "build")
    run.assert_marts(FIRST_ALONE)
    run.purge()
    return run


def test_a_policy_changes_from_a_day_on_when_raw_is_purged(tmp_path: Path, purged: Dated) -> None:
    run = purged.copy(tmp_path / "increments")
    before = run.warehouse.marts()
    # Undated, or from a day that raw no longer has, nothing is changed, and the message says what to write.
    said = run.dbt([(None, EVERYTHING_COUNTS)], "build", must_pass=False)
    assert "`columns`, `where` of source `h000` changed" in said
    assert "policy_from: 2026-03-01" in said
    assert "earlier_policies: [{columns: ..., where: ...}]" in said
    said = run.dbt([(None, FIRST), (date(2026, 2, 1), EVERYTHING_COUNTS)], "build", must_pass=False)
    assert "rows are gone" in said, said[-3000:]
    assert "`policy_from: 2026-03-01` or later in `api_call_sources[0]`" in said
    assert run.warehouse.marts() == before

    run.dbt(SECOND, "build")
    run.assert_marts(SECOND)
    assert until(BORDER.date(), run.warehouse.marts()) == until(BORDER.date(), before)

    # Late calls of the days before count under the policy of these days.
    run.load(
        *late_rows(),
        call("late", datetime(2026, 4, 2), user_id="a"),
        call("late", datetime(2026, 4, 3), user_id="a"),
        call("late", datetime(2026, 4, 3), user_id="b"),
    )
    assert "counted again" not in run.dbt(THIRD, "build")
    run.assert_marts(THIRD)

    # One full build of all rows has the same cells, and the same versions.
    full = Dated(Warehouse(tmp_path / "full"))
    full.load(*run.rows)
    full.dbt(THIRD, "build")
    assert_same(full.warehouse.marts(), run.warehouse.marts())
    changes = full.warehouse.rows("select date_day, policy_changes from dim_dates where policy_changes is not null")
    assert [(str(row["date_day"]), row["policy_changes"]) for row in changes] == [
        ("2026-03-01", "h000, k000"),
        ("2026-04-01", "h000, k000, h001"),
    ]


@pytest.mark.long
def test_what_would_mix_policies_changes_nothing(tmp_path: Path, purged: Dated) -> None:
    run = purged.copy(tmp_path)
    before = run.warehouse.marts()
    said = run.dbt([(None, BY_ID_AND_USER), (BORDER.date(), EVERYTHING_COUNTS)], "build", must_pass=False)
    assert "`deduplicate_on` of source `h000` changed, which counts calls before 2026-03-01" in said
    said = run.dbt(SECOND, "build", "--select", "int_raw_inventory", must_pass=False)
    assert "this run leaves out stg_kong__api_calls" in said
    # Views read their rows as they did before.
    for left_out in ("stg_columns__api_calls", "int_api_calls", "config.materialized:replace_view"):
        said = run.copy(tmp_path / left_out.partition(":")[0]).dbt(
            SECOND, "run", "--exclude", left_out, must_pass=False
        )
        assert "int_api_calls and stg_columns__api_calls, and not all of this was made under the settings" in said
    said = run.dbt(SECOND, "build", "--full-refresh", must_pass=False)
    assert "a full refresh would lose history" in said
    # Of the landing table, raw has no row any more.
    source = declared_policies(LANDED, SECOND) | {"sync_mode": "truncate_load"}
    of_the_others = [s for s in run.vars(FIRST_ALONE)["api_call_sources"] if s["name"] != LANDED]
    vars = {**run.vars(SECOND), "api_call_sources": [*of_the_others, source]}
    _, said = run.warehouse.dbt("build", vars=vars, must_pass=False)
    assert "`policy_from: 2026-04-01` or later in `api_call_sources[2]`" in said
    assert run.warehouse.marts() == before


@pytest.mark.postgres
def test_a_policy_changes_from_a_day_on_on_postgres(tmp_path: Path, port: int) -> None:
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    run = Dated(PostgresWarehouse(tmp_path, CONSUMER, port=port), NAMES)
    run.load(*rows_before_the_change())
    run.dbt(FIRST_ALONE, "run")
    run.purge()
    said = run.dbt([(None, FIRST), (date(2026, 2, 1), EVERYTHING_COUNTS)], "run", must_pass=False)
    assert "`policy_from: 2026-03-01` or later in `api_call_sources[0]`" in said
    run.load(*late_rows())
    run.dbt(THIRD, "build")
    run.assert_marts(THIRD)
