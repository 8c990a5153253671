"""Accounts that are parts of other accounts: where each is in its tree, and what a whole tree calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from harness.comparison.marts import assert_same
from harness.spec.account_trees import line_of, parents_of, tree_calls
from harness.spec.marts import TREE_MARTS
from harness.spec.volume import Call, Settings, first_incomplete_day
from harness.warehouses.duckdb import Warehouse

NewWarehouse = Callable[[str], Warehouse]
Parents = list[tuple[str, str | None]]
VARS: dict[str, Any] = {
    "api_call_sources": [{"name": "edge", "format": "columns", "source": "raw.partner_calls"}],
    "accounts_relation": {"source": "raw.accounts_of_experiments"},
    "account_columns": {"parent_account_id": "parent_account_id"},
}
CALLS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "loaded_at": "timestamp",
    "account_id": "varchar",
    "integration_id": "varchar",
    "user_id": "varchar",
    "http_route": "varchar",
    "duration_ms": "double",
    "request_bytes": "bigint",
}
LEVELS = 32

pytestmark = pytest.mark.scenarios


def call(day: str, account: str | None, user: str | None, duration: float | None = None, app: str = "app") -> Call:
    at = datetime.fromisoformat(f"{day} 12:00:00")
    return Call(
        "edge",
        at,
        at,
        account_id=account,
        integration_id=app,
        user_id=user,
        http_route=f"/{user}",
        outcome="success",
        duration_ms=duration,
        request_bytes=3,
    )


def load(warehouse: Warehouse, calls: list[Call], parents: Parents) -> None:
    """Adds calls, and replaces the accounts."""
    [counted] = warehouse.rows("select count(*) as tables from information_schema.tables where table_schema = 'raw'")
    rows = [
        (f"{call.occurred_at} {call.account_id}", *(getattr(call, column) for column in list(CALLS)[1:]))
        for call in calls
    ]
    if counted["tables"]:
        warehouse.execute("drop table raw.accounts_of_experiments")
    warehouse.load("raw.partner_calls", CALLS, rows)
    columns = {"account_id": "varchar", "parent_account_id": "varchar"}
    warehouse.load("raw.accounts_of_experiments", columns, parents)


def assert_trees(warehouse: Warehouse, calls: list[Call], parents: Parents) -> None:
    """Asserts that the dimension and the totals of trees are as plain Python finds them."""
    expected = parents_of({"account_id": account, "parent_account_id": parent} for account, parent in parents)
    settings = Settings(("edge",))
    mart = tree_calls(calls, expected, settings, first_incomplete_day(calls, settings))
    assert_same({"fct_account_tree_calls": mart}, warehouse.marts(TREE_MARTS))
    assert places(warehouse) == {
        account: (
            expected.get(account),
            line_of(account, expected)[: LEVELS + 1][-1],
            min(len(line_of(account, expected)) - 1, LEVELS),
        )
        for account in {*expected, *(call.account_id or "(unattributed)" for call in calls)}
    }


def places(warehouse: Warehouse) -> dict[str, tuple[str | None, str, int]]:
    """The parent, the top and the depth of each account."""
    return {
        row["account_id"]: (row["parent_account_id"], row["top_account_id"], row["depth"])
        for row in warehouse.rows("select * from dim_accounts")
    }


# Globex has two subsidiaries, and one of these has one. Ann works for three of them, and for an account outside.
ACCOUNTS: Parents = [
    ("globex", None),
    ("initech", "globex"),
    ("hooli", "initech"),
    ("umbrella", "globex"),
    ("stark", "stark"),
    ("silent", "stark"),
]
FIRST_CALLS = [
    call("2026-03-02", "initech", "ann", 10),
    call("2026-03-02", "hooli", "ann", 30),
    call("2026-03-02", "umbrella", "ann", 500),
    call("2026-03-04", "hooli", "bob", 20, app="other"),
    call("2026-03-04", "wayne", "ann"),
    call("2026-03-05", "umbrella", None),
    call("2026-03-06", "wayne", "cid"),
    call("2026-03-30", "hooli", "ann"),
    call("2026-04-06", "umbrella", "eve", 40),
    call("2026-04-07", None, "ann"),
]
LATER_CALLS = [call("2026-04-08", "stark", "ann"), call("2026-03-03", "globex", "eve")]


def totals(warehouse: Warehouse, grain: str, start: str) -> dict[str, tuple[int, int, int, int]]:
    """By account: calls, accounts, users and days of its tree."""
    return {
        row["account_id"]: (int(row["api_calls"]), row["active_accounts"], row["active_users"], row["active_days"])
        for row in warehouse.rows(
            f"select * from fct_account_tree_calls where period_grain = '{grain}' and period_start = '{start}'"
        )
    }


def versions(warehouse: Warehouse) -> dict[tuple[str, str], int]:
    rows = warehouse.rows("select distinct period_grain, period_start, data_version from fct_account_tree_calls")
    return {(row["period_grain"], str(row["period_start"])): row["data_version"] for row in rows}


def test_the_totals_of_a_tree_follow_its_calls_and_its_parents(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("increments")
    load(warehouse, FIRST_CALLS, ACCOUNTS)
    warehouse.dbt("build")
    # Ann is one user of the tree, whichever account she calls for; bob is the other.
    assert totals(warehouse, "month", "2026-03-01") == {"globex": (6, 3, 2, 4), "initech": (4, 2, 2, 3)}
    assert totals(warehouse, "week", "2026-03-02") == {"globex": (5, 3, 2, 3), "initech": (3, 2, 2, 2)}
    assert totals(warehouse, "day", "2026-03-02") == {"globex": (3, 3, 1, 1), "initech": (2, 2, 1, 1)}
    assert totals(warehouse, "day", "2026-03-06") == {}
    [percentile] = warehouse.rows(
        "select duration_ms_p50, duration_ms_p95 from fct_account_tree_calls"
        " where period_grain = 'month' and period_start = '2026-03-01' and account_id = 'globex'"
    )
    assert [float(value) for value in percentile.values()] == [20, 500]
    assert_trees(warehouse, FIRST_CALLS, ACCOUNTS)

    # Without news, no period is built.
    assert "periods to build" not in warehouse.dbt("run")[1]

    # Hooli becomes a part of Stark, with its history; the periods in which it did not call stay as they are.
    before = versions(warehouse)
    moved = [(account, "stark" if account == "hooli" else parent) for account, parent in ACCOUNTS]
    load(warehouse, [], moved)
    warehouse.dbt("build")
    assert totals(warehouse, "month", "2026-03-01") == {"globex": (3, 2, 1, 2), "stark": (3, 1, 2, 3)}
    assert_trees(warehouse, FIRST_CALLS, moved)
    changed = {period for period, version in versions(warehouse).items() if version != before.get(period)}
    days = {("day", day) for day in ("2026-03-02", "2026-03-04", "2026-03-30")}
    assert changed == days | {("week", "2026-03-02"), ("week", "2026-03-30"), ("month", "2026-03-01")}

    # Late calls, and a parent that comes to be part of another account.
    load(warehouse, LATER_CALLS, [*moved[:4], ("stark", "umbrella"), ("silent", None)])
    warehouse.dbt("build")
    calls, accounts = FIRST_CALLS + LATER_CALLS, [*moved[:4], ("stark", "umbrella"), ("silent", None)]
    assert_trees(warehouse, calls, accounts)
    at_once = new_warehouse("at_once")
    load(at_once, calls, accounts)
    at_once.dbt("build")
    names = [*TREE_MARTS, "dim_accounts"]
    assert_same(at_once.marts(names), warehouse.marts(names))
    assert versions(at_once) == versions(warehouse)

    # No tree is left.
    load(warehouse, [], [(account, None) for account, _ in accounts])
    warehouse.dbt("build")
    assert warehouse.rows("select * from fct_account_tree_calls where account_id is not null") == []
    assert {depth for _, _, depth in places(warehouse).values()} == {0}


def test_a_cycle_an_unknown_parent_and_too_many_levels_are_told_by_name(new_warehouse: NewWarehouse) -> None:
    deep: Parents = [(f"level {level}", f"level {level - 1}" if level else None) for level in range(LEVELS + 2)]
    # As large as a cycle that is told from a line can be, and a small one with an account below it.
    large: Parents = [(f"large {n:02}", f"large {(n + 1) % LEVELS:02}") for n in range(LEVELS)]
    small: Parents = [("b", "c"), ("c", "a"), ("a", "b"), ("under b", "b")]
    lost: Parents = [
        ("lost", "nobody"),
        ("under lost", "lost"),
        ("zero", "000"),
        ("itself", "itself"),
        ("none", "None"),
    ]
    calls = [call("2026-03-02", account, "ann") for account in ("a", "under b", "under lost", "lost", "level 5")]
    warehouse = new_warehouse("faults")

    load(warehouse, calls, deep[:-1])
    warehouse.dbt("build")
    assert_trees(warehouse, calls, deep[:-1])

    accounts = deep + large + small + lost
    load(warehouse, [], accounts)
    passed, said = warehouse.dbt("build", vars={"printed_failing_rows": 99}, must_pass=False)
    assert not passed
    failed = [line for line in said.splitlines() if line.startswith("  accounts_relation: ")]
    assert sorted(failed) == [
        "  accounts_relation: account level 33 is more than 32 levels below a top. So level 1, 32 levels above it, is"
        " taken for its top, and is itself below level 0.",
        "  accounts_relation: each of these accounts has the next one as its parent, in a cycle: a, b, c, a. So each of"
        " them is at the top of its own tree.",
        "  accounts_relation: each of these accounts has the next one as its parent, in a cycle: "
        + ", ".join([*(account for account, _ in large), "large 00"])
        + ". So each of them is at the top of its own tree.",
        "  accounts_relation: the parent of account lost is nobody, which is no account of accounts_relation. So lost"
        " is at the top of its tree.",
    ]
    warehouse.dbt("run")
    assert_trees(warehouse, calls, accounts)
    assert places(warehouse)["level 33"] == ("level 32", "level 1", 32)
    assert places(warehouse)["under b"] == ("b", "b", 1)
    assert {places(warehouse)[account][1] for account, _ in large} == {account for account, _ in large}
