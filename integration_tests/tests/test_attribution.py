"""Who owned a credential when a call was made, and how the facts change when the owner does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same
from harness.warehouses.duckdb import Warehouse

pytestmark = pytest.mark.scenarios

VARS: dict[str, Any] = {
    "api_call_sources": [
        {"name": "edge", "format": "columns", "source": "raw.partner_calls", "columns": {"integration_id": "client_id"}}
    ],
    "integrations_relation": {"source": "raw.credential_owners"},
    "integrations_where": "coalesce(integration_name, '') <> 'Retired'",
    "accounts_relation": {"source": "raw.credential_owners"},
    "account_columns": {"account_name": "integration_name"},
    "accounts_where": "integration_name = 'Sync'",
}
CALLS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "credential_id": "varchar",
    "client_id": "varchar",
    "account_id": "varchar",
    "loaded_at": "timestamp",
}
OWNERS = {
    "credential_id": "varchar",
    "account_id": "varchar",
    "integration_id": "varchar",
    "integration_name": "varchar",
    "valid_from": "timestamp",
    "valid_to": "timestamp",
}
FIRST_DAYS = [
    ("key, before it changes hands", "2026-03-05 11:59:59", "key-1", None, None, "2026-03-05 13:00"),
    ("key, at the moment it does", "2026-03-05 12:00:00", "key-1", None, None, "2026-03-05 13:00"),
    ("key that has ended", "2026-03-05 12:00:00", "key-2", None, None, "2026-03-05 13:00"),
    ("key and client", "2026-03-05 12:00:00", "key-1", "client-1", "of the log", "2026-03-05 13:00"),
    ("client", "2026-03-05 12:00:00", None, "client-1", "of the log", "2026-03-05 13:00"),
    ("consumer", "2026-03-05 12:00:00", None, None, "consumer-1", "2026-03-05 13:00"),
    ("neither known", "2026-03-05 12:00:00", "key-9", None, "of the log", "2026-03-05 13:00"),
    ("nothing", "2026-03-06 12:00:00", None, None, None, "2026-03-06 13:00"),
    ("twice, once with nothing", "2026-03-06 12:00:00", "key-1", None, None, "2026-03-06 13:00"),
    ("twice, once with nothing", "2026-03-06 12:00:01", None, None, None, "2026-03-06 13:00"),
]
LATER_DAY = [("later", "2026-03-07 12:00:00", "key-1", None, None, "2026-03-07 13:00")]
FIRST_OWNERS = [
    ("key-1", "ash", "ash-orders", "Orders", None, "2026-03-05 12:00"),
    ("key-1", "birch", "birch-feed", "Feed", "2026-03-05 12:00", None),
    ("key-2", "ash", "ash-orders", "Orders", None, "2026-03-01"),
    ("client-1", "cedar", None, None, None, None),
    ("consumer-1", "fir", "fir-sync", "Sync", None, None),
    # Not chosen by integrations_where: an old version of birch-feed, and a key that calls are made with.
    ("key-9", "birch", "birch-feed", "Retired", None, None),
]


def increment(warehouse: Warehouse, calls: list[Any], owners: list[Any] | None = None, *arguments: str) -> str:
    """Loads and builds, with further arguments. Returns what dbt printed."""
    if calls:
        warehouse.load("raw.partner_calls", CALLS, calls)
    if owners is not None:
        with warehouse.connection() as connection:
            connection.execute("drop table if exists raw.credential_owners")
        warehouse.load("raw.credential_owners", OWNERS, owners)
    return warehouse.dbt("build", *arguments)[1]


def owners_of_calls(warehouse: Warehouse) -> dict[str, tuple[str, str, str]]:
    return {
        row["event_id"]: (row["account_id"], row["integration_id"], row["attributed_by"])
        for row in warehouse.rows("select * from int_api_calls order by occurred_at desc")
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("attribution"), vars=VARS)
    increment(warehouse, FIRST_DAYS, FIRST_OWNERS)
    return warehouse


@pytest.fixture
def warehouse(built: Warehouse, tmp_path: Path) -> Warehouse:
    """A copy of what was built, for further builds."""
    return built.copy(tmp_path / "increments")


def assert_is_as_built_at_once(warehouse: Warehouse, folder: Path, calls: list[Any], owners: list[Any]) -> None:
    at_once = Warehouse(folder, vars=VARS)
    increment(at_once, calls, owners)
    assert_same(at_once.marts(), warehouse.marts())


def test_a_call_belongs_to_the_owner_of_its_credential_at_the_time(warehouse: Warehouse) -> None:
    assert owners_of_calls(warehouse) == {
        "key, before it changes hands": ("ash", "ash-orders", "mapping"),
        "key, at the moment it does": ("birch", "birch-feed", "mapping"),
        "key that has ended": ("(unattributed)", "(unattributed)", "none"),
        "key and client": ("birch", "birch-feed", "mapping"),
        "client": ("cedar", "client-1", "mapping"),
        "consumer": ("fir", "fir-sync", "mapping"),
        "neither known": ("of the log", "(unattributed)", "log"),
        "nothing": ("(unattributed)", "(unattributed)", "none"),
        "twice, once with nothing": ("birch", "birch-feed", "mapping"),
    }
    ledger = warehouse.rows(
        "select sum(calls_counted) as counted, sum(calls_unattributed) as unattributed from fct_api_call_ledger"
    )
    assert ledger == [{"counted": 9, "unattributed": 2}]
    facts = warehouse.rows(
        "select sum(api_calls) as calls from fct_api_calls_daily where account_id = '(unattributed)'"
    )
    assert facts == [{"calls": 2}]
    integrations = {row["integration_id"] for row in warehouse.rows("select * from dim_integrations")}
    assert integrations == {"ash-orders", "birch-feed", "client-1", "fir-sync", "(unattributed)"}
    named = warehouse.rows("select account_id, account_name from dim_accounts where account_name is not null")
    assert named == [{"account_id": "fir", "account_name": "Sync"}]


@pytest.mark.parametrize("is_declared", [True, False], ids=["declared", "no longer declared"])
def test_a_view_that_knows_other_settings_is_not_read(tmp_path: Path, is_declared: bool) -> None:
    """A job that leaves views out would count calls for whom they belonged to before, and never again."""
    without = {name: value for name, value in VARS.items() if not name.startswith("integrations_")}
    before, after = (without, VARS) if is_declared else (VARS, without)
    run = Warehouse(tmp_path / "increments", vars=before)
    increment(run, FIRST_DAYS, FIRST_OWNERS)
    of_before = run.marts()
    run.vars = after
    for command in (["run"], ["run", "--full-refresh"]):
        passed, said = run.dbt(*command, "--exclude", "config.materialized:replace_view", must_pass=False)
        assert (passed, "not all of this was made under the settings of this run" in said) == (False, True), said
    assert run.marts() == of_before
    increment(run, LATER_DAY)
    at_once = Warehouse(tmp_path / "at_once", vars=after)
    increment(at_once, [*FIRST_DAYS, *LATER_DAY], FIRST_OWNERS)
    assert_same(at_once.marts(), run.marts())
    # The view is as it should be: nobody has to build it.
    run.load("raw.partner_calls", CALLS, [("last", "2026-03-08 12:00:00", "key-2", None, None, "2026-03-08 13:00")])
    run.dbt("run", "--exclude", "config.materialized:replace_view")


@pytest.mark.long
def test_other_owners_are_other_facts(warehouse: Warehouse, tmp_path: Path) -> None:
    later_owners = [
        *FIRST_OWNERS[:1],
        ("key-1", "elm", "elm-feed", "Feed", "2026-03-05 12:00", None),
        *FIRST_OWNERS[2:],
    ]
    increment(warehouse, [], later_owners)
    assert owners_of_calls(warehouse)["key, at the moment it does"] == ("elm", "elm-feed", "mapping")
    assert_is_as_built_at_once(warehouse, tmp_path / "then", FIRST_DAYS, later_owners)

    increment(warehouse, LATER_DAY, [])
    assert_is_as_built_at_once(warehouse, tmp_path / "none", [*FIRST_DAYS, *LATER_DAY], [])

    increment(warehouse, [], FIRST_OWNERS)
    assert_is_as_built_at_once(warehouse, tmp_path / "again", [*FIRST_DAYS, *LATER_DAY], FIRST_OWNERS)


@pytest.mark.long
def test_only_days_whose_owners_change_are_attributed_again(warehouse: Warehouse) -> None:
    assert "load dates" not in increment(warehouse, [])
    ended = [
        *FIRST_OWNERS[:1],
        ("key-1", "birch", "birch-feed", "Feed", "2026-03-05 12:00", "2026-03-06"),
        *FIRST_OWNERS[2:],
    ]
    printed = increment(warehouse, [], ended)
    assert "1 load dates with calls whose owners may have changed" in printed
    assert "load dates" not in increment(warehouse, [])


@pytest.mark.long
def test_calls_that_are_gone_from_raw_keep_their_owner(warehouse: Warehouse) -> None:
    before = warehouse.marts()
    with warehouse.connection() as connection:
        connection.execute("create table raw.purged as select * from raw.partner_calls where loaded_at < '2026-03-06'")
        connection.execute("delete from raw.partner_calls where loaded_at < '2026-03-06'")
    # Without raw_retention_days, rows that are gone fail a promise.
    increment(warehouse, [], FIRST_OWNERS[1:2], "--exclude", "raw_still_has_what_the_ledger_counted")
    after = warehouse.marts()
    with warehouse.connection() as connection:
        connection.execute("insert into raw.partner_calls select * from raw.purged")
    day = [key for key in before["fct_api_calls_daily"] if str(key[0]) == "2026-03-05"]
    assert day
    assert {key: after["fct_api_calls_daily"].get(key) for key in day} == {
        key: before["fct_api_calls_daily"][key] for key in day
    }


def test_of_two_owners_at_once_the_later_one_counts_with_a_warning(warehouse: Warehouse) -> None:
    printed = increment(
        warehouse, [], [("key-1", "ash", "a", None, None, None), ("key-1", "fir", "f", None, "2026-03-06", None)]
    )
    assert "no_credential_has_two_owners_at_once" in printed
    owners = owners_of_calls(warehouse)
    assert owners["key, before it changes hands"][0] == "ash"
    assert owners["twice, once with nothing"][0] == "fir"
