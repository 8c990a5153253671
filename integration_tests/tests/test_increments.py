"""Increments: one trap per test."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from harness.histories.by_hand import NOON, Loaded, call, days
from harness.histories.calls import RAW_COLUMNS, Row, declaration
from harness.spec.marts import REJECTED, VOLUME_MARTS

TABLES = [*VOLUME_MARTS, REJECTED]
KEPT = ["int_raw_inventory", "int_duplicated_api_calls", "int_route_calls", "int_user_calls", "int_duration_calls"]


@pytest.mark.parametrize("name", ["h000", pytest.param("k000", marks=pytest.mark.long)])
def test_a_run_with_nothing_new_rewrites_no_row(tmp_path: Path, name: str) -> None:
    run = Loaded(tmp_path, (name,))
    run.load(*days(0, 1, 9, 40), call("id0", NOON + timedelta(days=1)), Row(None, "soon", NOON), name=name)
    run.dbt("build")
    views = {row["view_name"] for row in run.warehouse.rows("select view_name from duckdb_views()")}
    tables = [name for name in [*TABLES, *KEPT] if name not in views]
    assert {"fct_api_calls_daily", "fct_account_calls_daily"} <= {*tables}
    before = run.contents(*tables, *(["stg_kong__api_calls"] if name == "k000" else []))
    run.dbt("build")
    assert run.contents(*before) == before
    run.assert_marts()


def test_a_call_moves_to_another_month_when_an_earlier_copy_is_loaded(tmp_path: Path) -> None:
    run = Loaded(tmp_path)
    run.load(*days(0, 1, 30))
    run.dbt("build")
    run.load(call("id30", NOON - timedelta(days=20), NOON + timedelta(days=31), account_id="z"))
    run.dbt("build")
    run.assert_marts()
    assert not run.warehouse.rows("select * from fct_api_calls_daily where date_day = date '2026-04-09'")


def test_raw_rows_that_were_purged_stay_counted(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "k001"), raw_retention_days=10)
    for name in run.names:
        run.load(*days(0, 1, 2, 20), name=name)
    run.dbt("build")
    for name in run.names:
        run.remove(f"loaded_at < timestamp '{NOON + timedelta(days=10)}'", name=name)
        run.load(*days(21), call("late", NOON, NOON + timedelta(days=21)), name=name)
    run.dbt("build")
    run.assert_marts()
    ledger = run.warehouse.rows("select sum(rows_too_late) as rows_too_late from fct_api_call_ledger")
    assert ledger == [{"rows_too_late": 2}]


@pytest.mark.long
def test_a_full_refresh_that_would_lose_purged_days_is_refused(tmp_path: Path) -> None:
    run = Loaded(tmp_path, raw_retention_days=10)
    run.load(*days(0, 20))
    run.dbt("build")
    run.remove(f"loaded_at < timestamp '{NOON + timedelta(days=10)}'")
    said = run.dbt("build", "--full-refresh", must_pass=False)
    assert "would lose history" in said
    assert "loaded on 2026-03-10: 1 of 2 rows" in said
    run.assert_marts()
    run.dbt("build", "--full-refresh", full_refresh_may_lose_history=True)
    assert run.warehouse.rows("select min(date_day) as first from fct_api_calls_daily") == [
        {"first": date(2026, 3, 30)}
    ]


@pytest.mark.long
def test_a_day_is_not_rebuilt_from_what_is_left_of_raw(tmp_path: Path) -> None:
    run = Loaded(tmp_path, raw_retention_days=20)
    run.load(*days(0), call("other", NOON))
    run.dbt("build")
    before = run.contents("fct_api_calls_daily")
    run.remove("event_id = 'other'")
    run.load(call("id0", NOON - timedelta(days=3), NOON + timedelta(days=2)))
    said = run.dbt("build", must_pass=False)
    assert "raw has only 1 of the 2 rows left" in said, said[-3000:]
    assert run.contents("fct_api_calls_daily") == before


@pytest.mark.long
@pytest.mark.parametrize("name", ["h000", "k000"])
def test_reprocessed_days_lose_what_raw_lost_and_gain_what_it_gained(tmp_path: Path, name: str) -> None:
    run = Loaded(tmp_path, (name,))
    erased = call("id1", NOON + timedelta(days=1), user_id="erased")
    rewritten = call("id2", NOON + timedelta(days=2), NOON + timedelta(days=5), http_response_status_code=500)
    run.load(*days(0, 9, 90), erased, rewritten, name=name)
    run.dbt("build")
    run.remove("user_id = 'erased'", name=name)
    mended = call("id2", NOON + timedelta(days=2), NOON + timedelta(days=5), http_response_status_code=200)
    with run.warehouse.connection() as connection:
        connection.execute(f"update histories.{name} set http_response_status_code = 200 where event_id = 'id2'")
    said = run.dbt("build", must_pass=False)
    assert "1 rows were counted, but raw has 0" in said
    run.dbt("run")
    run.assert_marts()  # nothing new: rows that are gone stay counted until their days are rebuilt
    said = run.dbt("build", reprocess_from="2026-03-11", reprocess_to="2026-03-12")
    run.raw[name] = [*days(0, 9, 90), mended]
    run.assert_marts()
    assert "fct_api_calls_monthly: 1 months to build" in said  # March; June is left as it is


CHANGES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "time zone": ({"reporting_timezone": "Asia/Tokyo"}, ["`reporting_timezone` of source `h000` changed"]),
    "week start": ({"week_start_day": "sunday"}, ["`week_start_day` of source `h000`"]),
    "exclusions": ({"excluded_calls_where": "account_id = 'x'"}, ["`excluded_calls_where` of source `h000`"]),
    "mapping": (
        {"api_call_sources": [{**declaration("h000"), "columns": {"user_id": "'u'"}, "where": None}]},
        ["`columns`, `where` of source `h000`"],
    ),
    "source gone": (
        {"api_call_sources": [declaration("h001")]},
        ["source `h000` is no longer declared", "What a full refresh would lose", "2 of 2 rows"],
    ),
}


@pytest.mark.long
def test_a_changed_policy_stops_the_run_and_requests_a_full_refresh(tmp_path: Path) -> None:
    run = Loaded(tmp_path)
    run.load(*days(0, 1))
    run.warehouse.load("histories.h001", RAW_COLUMNS, [row.values() for row in days(3)])
    run.dbt("build")
    before = run.contents("fct_api_calls_daily", "fct_api_call_ledger")
    for change, (vars, words) in CHANGES.items():
        said = run.dbt("build", must_pass=False, **vars)
        # No command is asked for that loses the rows of a source that is gone.
        remedy = "`formerly: [old name]`" if change == "source gone" else "--full-refresh"
        for word in [*words, "under other settings", remedy]:
            assert word in said, f"{change}: {said[-1500:]}"
        assert run.contents("fct_api_calls_daily", "fct_api_call_ledger") == before, change
    zone = {"reporting_timezone": "Asia/Tokyo"}
    said = run.dbt("run", "--full-refresh", "--select", "fct_api_calls_daily", must_pass=False, **zone)
    assert "this full refresh leaves out dim_accounts" in said
    run.dbt("build")
    run.assert_marts()
    run.vars |= zone
    run.dbt("build", "--full-refresh")
    run.assert_marts()


@pytest.mark.long
def test_old_data_of_a_source_added_later_is_counted(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "k001"))
    run.names = ("h000",)
    run.load(*days(0, 1, 2))
    run.dbt("build")
    run.names = ("h000", "k001")
    run.load(*days(-380, -40, 0, 2), name="k001")
    run.dbt("build")
    run.assert_marts()


@pytest.mark.long
@pytest.mark.parametrize("name", ["h000", "k000"])
@pytest.mark.parametrize("exists", [False, True], ids=["first build", "increment"])
def test_rows_loaded_during_a_run_are_counted_by_the_next_run(tmp_path: Path, name: str, exists: bool) -> None:
    # Rows loaded yesterday or today are not expected yet: for earlier ones, every_raw_row_is_accounted_for would fail.
    since = datetime.combine(datetime.now(timezone.utc).date(), time()) - timedelta(days=32)
    run = Loaded(tmp_path, (name,))
    run.load(*days(0, 1, 30, since=since), name=name)
    if exists:
        run.dbt("build")
        again = call("id1", since + timedelta(days=1, hours=-3), since + timedelta(days=31))
        run.load(*days(31, since=since), again, name=name)
    later = since + timedelta(days=31, minutes=5)
    loaded_later = [
        *days(32, since=since),
        call("id0", since - timedelta(days=20), later, account_id="z"),
        call("id30", since + timedelta(days=30), later),
        call(None, since + timedelta(days=30), later),
        Row("unreadable", "soon", later),
        call("test", later, environment="test"),
    ]
    run.warehouse.load("histories.loaded_later", RAW_COLUMNS, [row.values() for row in loaded_later])
    run.dbt("build", loaded_during_the_run=f"insert into histories.{name} from histories.loaded_later")
    run.assert_marts()
    assert len(run.warehouse.rows(f"select * from histories.{name}")) == len(run.raw[name]) + len(loaded_later)
    run.raw[name] += loaded_later
    run.dbt("build")
    run.assert_marts()


@pytest.mark.long
def test_a_mart_is_not_built_from_an_input_that_is_behind(tmp_path: Path) -> None:
    run = Loaded(tmp_path)
    run.load(*days(0, 1))
    run.dbt("build")
    run.load(*days(2))
    run.dbt("run", "--select", "int_raw_inventory", "int_duplicated_api_calls", "fct_api_call_ledger")
    said = run.dbt("run", "--select", "fct_api_calls_monthly", must_pass=False)
    assert "Build `+fct_api_calls_monthly`" in said
    run.dbt("run", "--select", "+fct_api_calls_monthly")
    run.dbt("build")
    run.assert_marts()


@pytest.mark.long
def test_a_second_run_at_once_is_told_that_the_file_is_in_use(tmp_path: Path) -> None:
    run = Loaded(tmp_path)
    run.load(*days(0))
    hold = f"import duckdb; held = duckdb.connect({str(run.warehouse.database)!r}); print('held', flush=True); input()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdin
        assert holder.stdout.readline() == b"held\n"
        said = run.dbt("build", must_pass=False)
        holder.stdin.close()
    assert "Could not set lock on file" in said
    run.dbt("build")
    run.assert_marts()


@pytest.mark.long
def test_settings_of_reprocessing_are_checked(tmp_path: Path) -> None:
    run = Loaded(tmp_path)
    run.load(*days(0))
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"reprocess_from": "2026-03-01"}, "`reprocess_to` is wrong"),
        ({"reprocess_from": "2026-03-02", "reprocess_to": "2026-03-01"}, "is before `reprocess_from`"),
        ({"reprocess_from": "2020-03-02", "reprocess_to": "2020-03-03", "raw_retention_days": 30}, "for 30 days"),
    ]
    for vars, words in wrong:
        assert words in run.dbt("build", must_pass=False, **vars), json.dumps(vars)
