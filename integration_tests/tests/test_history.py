"""What was counted outlives raw: no command that the package asks for loses it."""

from __future__ import annotations

import re
import shutil
from datetime import datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from harness.histories.by_hand import Loaded, call, days
from harness.histories.calls import RAW_COLUMNS, declaration
from harness.warehouses.duckdb import CONSUMER, Warehouse

pytestmark = pytest.mark.scenarios

# The last of 25 days of loads is yesterday.
SINCE = datetime.combine(datetime.now(timezone.utc).date(), time(12)) - timedelta(days=25)


class Developer(Warehouse):
    """A developer's schema in the file of another warehouse."""

    def __init__(self, folder: Path, database: Path) -> None:
        super().__init__(folder)
        self.database = database
        (self.folder / "profiles.yml").write_text(self.profiles("api_call_volume_integration_tests"))

    def profiles(self, profile: str) -> str:
        return super().profiles(profile).replace("type: duckdb", "type: duckdb\n      schema: mine")


def rows_counted(run: Loaded) -> int:
    [counted] = run.warehouse.rows(
        "select cast(coalesce(sum(rows_counted), 0) as integer) as n from fct_api_call_ledger"
    )
    return int(counted["n"])


def purged(folder: Path, *names: str) -> Loaded:
    """25 days loaded and built, then raw purged to the last 11 of them."""
    run = Loaded(folder, names, raw_retention_days=11)
    run.load(*days(*range(25), since=SINCE), name=names[0])
    run.dbt("build")
    run.remove(f"loaded_at < timestamp '{SINCE + timedelta(days=14)}'", name=names[0])
    return run


def day(number: int) -> str:
    return str((SINCE + timedelta(days=number)).date())


@pytest.mark.parametrize("name", ["h000", pytest.param("k000", marks=pytest.mark.long)])
def test_a_full_refresh_does_not_lose_a_renamed_source(tmp_path: Path, name: str) -> None:
    run = purged(tmp_path, name)
    said = run.dbt("build", "--full-refresh", must_pass=False)
    assert f"Source `{name}`, loaded from {day(0)} to {day(13)}: 14 of 25 rows." in said
    renamed: dict[str, Any] = {"api_call_sources": [{**declaration(name), "name": "new"}]}
    lost = f"Source `{name}` (no longer declared), loaded from {day(0)} to {day(24)}: 25 of 25 rows."
    for arguments in (["build"], ["build", "--full-refresh"], ["run", "--full-refresh", "-s", "int_route_calls"]):
        said = run.dbt(*arguments, must_pass=False, **renamed)
        assert lost in said, said[-3000:]
        assert "Nothing was changed" in said or "nothing was changed" in said
        assert rows_counted(run) == 25
        assert "`formerly: [old name]`" in said
    formerly: dict[str, Any] = {"api_call_sources": [{**declaration(name), "name": "new", "formerly": [name]}]}
    run.load(*days(25, since=SINCE), name=name)
    assert f"source `{name}` is now `new`" in run.dbt("build", **formerly)
    assert run.warehouse.rows(
        "select source_name, cast(sum(rows_counted) as integer) as n from fct_api_call_ledger group by 1"
    ) == [{"source_name": "new", "n": 26}]
    assert "is now" not in run.dbt("build", **formerly)
    run.dbt("run", "--full-refresh", full_refresh_may_lose_history=True, **formerly)
    assert rows_counted(run) == 12


def complete_weeks(run: Loaded) -> list[int]:
    """How many weeks are complete, and how many there are."""
    return list(
        run.warehouse.rows(
            "select count(distinct case when is_complete_period then date_week end) as n, "
            "count(distinct date_week) as m "
            "from fct_api_calls_weekly"
        )[0].values()
    )


@pytest.mark.long
def test_a_source_that_ended_is_neither_read_nor_waited_for(tmp_path: Path) -> None:
    since = SINCE - timedelta(days=66)
    run = Loaded(tmp_path, ("h000", "h001", "h003"))  # nothing is ever loaded into h003: it is declared early
    run.load(*days(*range(0, 91, 7), since=since))
    run.load(*days(0, since=since), name="h001")
    run.dbt("build")
    of_all = complete_weeks(run)
    run.warehouse.execute("drop table histories.h001")
    ended = {"name": "h001", "format": "columns", "ended_on": str(since.date())}
    vars: dict[str, Any] = {"api_call_sources": [declaration("h000"), ended, declaration("h003")]}
    run.dbt("build", **vars)
    weeks = complete_weeks(run)
    assert of_all[0] <= 1
    assert weeks[0] == weeks[1] - 1
    assert rows_counted(run) == 14
    # Nothing that makes a run read old load dates again loses them.
    run.dbt("build", reprocess_from=str(since.date()), reprocess_to=str((since + timedelta(days=2)).date()), **vars)
    assert rows_counted(run) == 14
    said = run.dbt("build", "--full-refresh", must_pass=False, **vars)
    assert f"Source `h001`, loaded on {since.date()}: 1 of 1 rows." in said
    assert rows_counted(run) == 14


@pytest.mark.long
def test_a_full_refresh_does_not_lose_a_removed_source(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "h001"))
    run.load(*days(*range(25), since=SINCE))
    run.load(*days(*range(3), since=SINCE), name="h001")
    run.dbt("run")
    run.names = ("h000",)
    lost = f"Source `h001` (no longer declared), loaded from {day(0)} to {day(2)}: 3 of 3 rows."
    for arguments in (["build"], ["build", "--full-refresh"]):
        said = run.dbt(*arguments, must_pass=False)
        assert lost in said
        assert "`ended_on: YYYY-MM-DD`" in said
        assert rows_counted(run) == 28


@pytest.mark.long
@pytest.mark.parametrize(
    "change", [{"reporting_timezone": "Asia/Tokyo"}, {"week_start_day": "sunday"}], ids=["time zone", "week start"]
)
def test_a_change_of_policy_is_made_only_where_raw_has_all_rows(tmp_path: Path, change: dict[str, Any]) -> None:
    run = Loaded(tmp_path)
    run.load(*days(*range(25), since=SINCE + timedelta(hours=7)))
    run.dbt("run")
    assert "What to do: `dbt build --full-refresh" in run.dbt("build", must_pass=False, **change)
    run.dbt("run", "--full-refresh", **change)
    assert rows_counted(run) == 25
    run.remove("event_id = 'id3'")
    said = run.dbt("build", must_pass=False)
    assert "Source `h000`, loaded on 20" in said
    assert ": 1 of 25 rows." in said
    assert "Or restore these rows in raw, then `dbt build --full-refresh" in said


@pytest.mark.long
def test_another_load_time_is_compared_in_total(tmp_path: Path) -> None:
    run = Loaded(tmp_path)
    run.load(*days(*range(25), since=SINCE))
    run.warehouse.execute("alter table histories.h000 add column synced_at timestamp")
    run.warehouse.execute("update histories.h000 set synced_at = loaded_at + interval 9 hour")
    run.dbt("run")
    other: dict[str, Any] = {"api_call_sources": [{**declaration("h000"), "loaded_at_column": "synced_at"}]}
    run.dbt("run", "--full-refresh", **other)
    assert rows_counted(run) == 25
    run.remove("event_id in ('id3', 'id4')")
    said = run.dbt("run", "--full-refresh", must_pass=False)
    assert "Source `h000`, loaded from " in said
    assert ": 2 of 25 rows." in said


def test_an_empty_run_leaves_what_exists_as_it_is(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "k001"), raw_retention_days=30)
    for name in run.names:
        run.load(*days(*range(10), since=SINCE), name=name)
    run.dbt("run", "--empty")  # nothing exists yet: it checks that all SQL compiles and runs
    assert rows_counted(run) == 0
    run.dbt("build")
    tables = ["fct_api_call_ledger", "fct_api_calls_daily", "dim_accounts", "int_raw_inventory", "stg_kong__api_calls"]
    views = "select count(*) as n, sum(api_calls) as calls from fct_route_calls_daily"
    before = run.contents(*tables), run.warehouse.rows(views)
    run.remove("event_id = 'id0'")
    for arguments in (["run", "--empty"], ["build", "--empty", "--full-refresh"]):
        run.dbt(*arguments)
        assert (run.contents(*tables), run.warehouse.rows(views)) == before, arguments
    assert rows_counted(run) == 20


@pytest.mark.long
def test_sampled_deferred_and_cloned_tables(tmp_path: Path) -> None:
    run = Loaded(tmp_path)
    run.load(*days(*range(10), since=SINCE))
    run.dbt("run", "--write-json")
    state = str(shutil.copytree(tmp_path / "target", tmp_path / "state"))
    run.dbt("run", "--sample", "3 days")
    assert rows_counted(run) == 10
    run.load(*days(10, since=SINCE))
    # A developer's schema in the same file: cloned, and then built on, with what it lacks from production.
    mine = Developer(tmp_path / "mine", run.warehouse.database)
    vars = {"api_call_sources": [declaration("h000")]}
    calls = "select cast(sum(api_calls) as integer) as n from mine.fct_api_calls_daily"
    mine.dbt("clone", "--state", state, vars=vars)
    assert mine.rows(calls) == [{"n": 10}]
    mine.execute("drop view mine.dim_accounts")
    mine.dbt("run", "--defer", "--state", state, "--exclude", "dim_accounts", vars=vars)
    assert mine.rows(calls) == [{"n": 11}]
    assert rows_counted(run) == 10


WHERE = "coalesce(environment, 'prod') <> 'test'"
USER = "coalesce(user_id, 'Nobody  Known')"
# `where`, `columns` and excluded_calls_where, and whether that is another policy than WHERE, USER and none.
POLICIES: dict[str, tuple[str, dict[str, str], str | None, bool]] = {
    "blanks, letter case, comments, a column that no mart has, no exclusion": (
        "COALESCE(Environment,'prod')  <> -- it's so\n'test' /* or not */ ",
        {"user_id": "coalesce( user_id,'Nobody  Known' )", "region": "'eu'"},
        "false",
        False,
    ),
    "blanks in quotes": (WHERE, {"user_id": "coalesce(user_id, 'Nobody Known')"}, None, True),
    "letter case in quotes": ("coalesce(environment, 'Prod') <> 'test'", {"user_id": USER}, None, True),
    "an excluded region": (WHERE, {"user_id": USER, "region": "'eu'"}, "region = 'us'", True),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    run = Loaded(tmp_path_factory.mktemp("policies"))
    run.load(*days(*range(3), since=SINCE))
    run.vars = {"api_call_sources": [{**declaration("h000"), "where": WHERE, "columns": {"user_id": USER}}]}
    run.warehouse.dbt("run", vars=run.vars)
    return run


@pytest.mark.long
@pytest.mark.parametrize("what", POLICIES)
def test_what_changes_nothing_is_no_change_of_policy(built: Loaded, what: str) -> None:
    where, columns, excluded, is_other = POLICIES[what]
    source: dict[str, Any] = {**declaration("h000"), "where": where, "columns": columns}
    said = built.dbt(
        "run",
        "--select",
        "int_raw_inventory",
        must_pass=False,
        api_call_sources=[source],
        excluded_calls_where=excluded,
    )
    assert ("under other settings" in said) == is_other, said[-2000:]


@pytest.mark.long
def test_a_condition_that_always_holds_is_no_condition(tmp_path: Path) -> None:
    run = Loaded(tmp_path)
    run.load(*days(*range(3), since=SINCE))
    source = declaration("h000")
    del source["where"]
    run.dbt("run", api_call_sources=[source])
    for where in (True, " TRUE /* all */"):
        run.dbt("run", api_call_sources=[{**source, "where": where}])
    assert rows_counted(run) == 3


@pytest.mark.long
@pytest.mark.parametrize("name", ["h000", "k000"])
def test_a_retention_that_is_set_later_makes_no_counted_row_too_late(tmp_path: Path, name: str) -> None:
    run = Loaded(tmp_path, (name,))
    on_one_date = [call(f"old{n}", SINCE - timedelta(days=40 + n), SINCE) for n in range(12)]
    run.load(*days(0, 1, since=SINCE), *on_one_date, name=name)
    run.dbt("run")
    assert rows_counted(run) == 14
    run.vars = {"raw_retention_days": 30}
    late_again = call("late", SINCE - timedelta(days=50), SINCE + timedelta(hours=1))
    too_late = call("too late", SINCE - timedelta(days=50), SINCE + timedelta(days=2))
    run.load(late_again, too_late, name=name)
    run.dbt("build")
    ledger = "select loaded_date, date_day, rows_counted, rows_too_late from fct_api_call_ledger order by all"
    built = run.warehouse.rows(ledger)
    assert (rows_counted(run), sum(row["rows_too_late"] for row in built)) == (15, 1)
    run.dbt("build", reprocess_from=day(0), reprocess_to=day(2))
    assert run.warehouse.rows(ledger) == built
    run.vars = {"raw_retention_days": 29}
    run.dbt("build", "--full-refresh")
    assert run.warehouse.rows(ledger) == built


@pytest.mark.postgres
def test_history_outlives_raw_on_postgres(tmp_path: Path, port: int) -> None:
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    warehouse = PostgresWarehouse(tmp_path, CONSUMER, port=port)
    source, values = declaration("k001"), [row.values() for row in days(*range(25), since=SINCE)]
    vars: dict[str, Any] = {"api_call_sources": [source], "raw_retention_days": 11}
    warehouse.load("histories.k001", RAW_COLUMNS, values)
    warehouse.dbt("run", vars=vars)
    warehouse.dbt("run", "--empty", vars=vars)
    warehouse.execute(f"delete from histories.k001 where loaded_at < timestamp '{SINCE + timedelta(days=14)}'")
    _, said = warehouse.dbt("run", "--full-refresh", vars=vars, must_pass=False)
    assert f"Source `k001`, loaded from {day(0)} to {day(13)}: 14 of 25 rows." in said
    vars["api_call_sources"] = [{**source, "name": "new", "formerly": ["k001"]}]
    _, said = warehouse.dbt("build", vars=vars)
    assert "source `k001` is now `new`" in said
    assert warehouse.rows(
        "select source_name, cast(sum(rows_counted) as integer) as n from fct_api_call_ledger group by 1"
    ) == [{"source_name": "new", "n": 25}]


@pytest.mark.long
def test_the_history_of_a_new_source_is_loaded_without_a_retention(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "h001"))
    run.names = ("h000",)
    run.load(*days(0, 1, since=SINCE))
    run.dbt("run", raw_retention_days=30)
    run.names = ("h000", "h001")
    run.load(*(call(f"old{n}", SINCE - timedelta(days=3 * n), SINCE) for n in range(120)), name="h001")
    said = run.dbt("build", raw_retention_days=30, must_pass=False)
    assert "Source h001: 109 of the 120 rows of its first load date" in said
    assert rows_counted(run) == 13
    of_message = {
        name: re.findall(rf"run once .*{name}: ([0-9-]+)", said)[0] for name in ("reprocess_from", "reprocess_to")
    }
    run.dbt("build", raw_retention_days=None, **of_message)
    assert rows_counted(run) == 122
    for arguments in (["build"], ["build", "--full-refresh"]):
        run.dbt(*arguments, raw_retention_days=30)
        assert rows_counted(run) == 122
