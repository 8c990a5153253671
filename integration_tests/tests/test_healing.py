"""Rows are counted whatever their `loaded_at`: the next run counts what the last one did not see."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta, timezone
from pathlib import Path

import pytest
from harness.histories.by_hand import NOON, Loaded, call, days
from harness.histories.calls import Row, declaration


def backfill(count: int, before: timedelta) -> list[Row]:
    """Calls that are loaded now, with old load times."""
    return [
        call(f"old{n}", NOON - before + timedelta(minutes=7 * n), account_id="xyz"[n % 3], user_id=f"u{n % 5}")
        for n in range(count)
    ]


@pytest.mark.parametrize("name", ["h000", pytest.param("k000", marks=pytest.mark.long)])
def test_a_backfill_that_keeps_its_load_times_is_counted_by_the_next_build(tmp_path: Path, name: str) -> None:
    run = Loaded(tmp_path, (name,))
    # The ids are those of several calls, days apart, which one promise would tell.
    build = ("build", "--exclude", "most_copies_are_of_one_call")
    run.load(*days(*range(24)), *days(*range(24), since=NOON - timedelta(days=40)), name=name)
    run.dbt(*build)
    for before in (timedelta(days=14), timedelta(days=365), timedelta(hours=-3), timedelta(days=4000)):
        run.load(*backfill(40, before), call("id3", NOON - before - timedelta(hours=1), account_id="w"), name=name)
        run.dbt(*build)
        run.assert_marts()


@pytest.mark.long
@pytest.mark.parametrize("name", ["h000", "k000"])
def test_a_year_of_hourly_loads_is_counted_by_the_next_build(tmp_path: Path, name: str) -> None:
    run = Loaded(tmp_path, (name,))
    run.load(*days(0, 1), name=name)
    run.dbt("build")
    year = [call(f"old{hour}", NOON - timedelta(days=366, hours=hour)) for hour in range(0, 366 * 24, 5)]
    run.load(*year, name=name)
    run.dbt("build")
    run.assert_marts()


@pytest.mark.long
@pytest.mark.parametrize("name", ["h000", "k000"])
def test_late_load_days_bound_the_search(tmp_path: Path, name: str) -> None:
    run = Loaded(tmp_path, (name,), late_load_days=7)
    run.load(*days(0, 20), name=name)
    run.dbt("build")
    seen = call("seen", NOON + timedelta(days=14))
    unseen = call("unseen", NOON + timedelta(days=9))
    run.load(seen, unseen, name=name)
    run.dbt("build")
    run.raw[name].remove(unseen)
    run.assert_marts()
    ledger = run.warehouse.rows("select loaded_date, is_compared_with_raw from fct_api_call_ledger order by 1")
    assert [row["is_compared_with_raw"] for row in ledger] == [False, True, True]
    run.raw[name].append(unseen)
    run.dbt("build", reprocess_from="2026-03-19", reprocess_to="2026-03-19")
    run.assert_marts()


@pytest.mark.long
@pytest.mark.parametrize("name", ["h000", "k000"])
def test_a_source_that_is_upserted_counts_its_calls_as_they_are_now(tmp_path: Path, name: str) -> None:
    upserted = {**declaration(name), "sync_mode": "upsert"}
    run = Loaded(tmp_path, (name,), api_call_sources=[upserted])
    run.load(*days(0, 1, 2, 3), name=name)
    run.dbt("build")

    moved = replace(run.raw[name][1], loaded_at=NOON + timedelta(days=9), http_response_status_code=500)
    changed = replace(run.raw[name][2], user_id="another")
    for row, event_id in ((moved, "id1"), (changed, "id2")):
        run.remove(f"event_id = '{event_id}'", name=name)
        run.raw[name] = [kept for kept in run.raw[name] if kept.event_id != event_id]
        run.load(row, name=name)
    run.remove("event_id = 'id3'", name=name)
    run.raw[name] = [row for row in run.raw[name] if row.event_id != "id3"]
    run.dbt("build")
    run.assert_marts()

    before = run.contents("fct_api_calls_daily", "fct_api_call_ledger")
    run.dbt("build")
    assert run.contents("fct_api_calls_daily", "fct_api_call_ledger") == before


@pytest.mark.long
@pytest.mark.parametrize("name", ["h000", "k000"])
def test_what_an_upserted_source_no_longer_has_stays_counted(tmp_path: Path, name: str) -> None:
    upserted = {**declaration(name), "sync_mode": "upsert"}
    run = Loaded(tmp_path, (name,), api_call_sources=[upserted], raw_retention_days=30)
    since = datetime.combine(datetime.now(timezone.utc).date(), time(12)) - timedelta(days=40)
    run.load(*days(0, 1, 38, since=since), name=name)
    run.dbt("build")
    run.remove("event_id in ('id0', 'id38')", name=name)
    run.dbt("build")
    run.raw[name] = [row for row in run.raw[name] if row.event_id != "id38"]
    run.assert_marts()
