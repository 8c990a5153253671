"""Rows that correct what was counted: later copies that count in place of earlier ones, and rows that cancel calls."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from harness.histories.by_hand import NOON, Loaded, call, days
from harness.histories.calls import Row, declaration
from harness.spec.marts import VOLUME_MARTS

DAY = timedelta(days=1)


def counted(run: Loaded) -> list[dict[str, Any]]:
    return run.warehouse.rows("select date_day, account_id, api_calls from fct_api_calls_daily order by all")


def assert_full_refresh_is_equal(run: Loaded) -> None:
    """What increments built is what a full refresh builds."""
    run.assert_marts()
    before = run.warehouse.marts(VOLUME_MARTS)
    run.dbt("build", "--full-refresh")
    assert run.warehouse.marts(VOLUME_MARTS) == before


@pytest.mark.parametrize("name", ["h006", pytest.param("k008", marks=pytest.mark.long)])
def test_the_copy_that_arrived_last_counts(tmp_path: Path, name: str) -> None:
    assert declaration(name)["keep_copy"] == "latest"
    run = Loaded(tmp_path, (name,))
    in_one_load = [call("two", NOON, account_id="first"), call("two", NOON - DAY, NOON + DAY, account_id="second")]
    run.load(*days(0, 1, 40), *in_one_load, call("moved", NOON, account_id="old"), name=name)
    run.load(call("timeless", NOON, account_id="y"), Row("timeless", NOON - DAY, None, account_id="x"), name=name)
    run.dbt("build")
    run.assert_marts()
    # A correction after weeks, to another day and account; and a backfill of what it replaced, with its old load time.
    run.load(call("moved", NOON + 2 * DAY, NOON + 50 * DAY, account_id="new"), name=name)
    run.dbt("build")
    run.assert_marts()
    run.load(call("moved", NOON - DAY, NOON + DAY, account_id="older"), name=name)
    # Of equal load times, the earliest call counts, as in any source.
    run.load(call("two", NOON - 9 * DAY, NOON + DAY, account_id="third"), name=name)
    run.dbt("build")
    assert [row["account_id"] for row in counted(run)] == ["third", "x", "y", "y", "new", "x"]
    assert_full_refresh_is_equal(run)


def test_the_latest_copy_within_the_window_counts(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h006",), deduplication_window_days=7)
    for number in (0, 5, 10, 30, 36):
        run.load(call("k", NOON - number * DAY, NOON + number * DAY, account_id=f"{number:02}"), name="h006")
        run.dbt("build")
        run.assert_marts()
    assert [row["account_id"] for row in counted(run)] == ["36", "10"]
    assert_full_refresh_is_equal(run)


def test_a_counted_copy_whose_rows_were_purged_stays_counted(tmp_path: Path) -> None:
    """Its day can't be built again without it, so a copy that is loaded later does not take its place."""
    run = Loaded(tmp_path, ("h006",), raw_retention_days=20)
    run.load(call("k", NOON, account_id="first"), call("k", NOON, NOON + DAY, account_id="second"), name="h006")
    run.load(call("other", NOON + 15 * DAY), name="h006")
    run.dbt("build")
    before = counted(run)
    run.remove(f"loaded_at < timestamp '{NOON + 2 * DAY}'", name="h006")
    run.load(call("k", NOON, NOON + 15 * DAY, account_id="third"), name="h006")
    run.dbt("build")
    assert counted(run) == before
    assert [row["account_id"] for row in before] == ["second", "x"]


def ledger(run: Loaded) -> dict[str, int]:
    columns = ["received", "counted", "duplicate", "rejected", "excluded", "too_late", "cancelled"]
    sums = ", ".join(f"sum(rows_{column}) as {column}" for column in columns)
    [row] = run.warehouse.rows(f"select {sums} from fct_api_call_ledger")
    assert row["received"] == sum(row[column] for column in columns[1:])
    return {column: int(row[column]) for column in columns if row[column]}


def void(event_id: str | None, loaded_at: datetime, **values: Any) -> Row:
    """A row that cancels a call, and has little else."""
    return Row(event_id, None, loaded_at, state="void", **values)


@pytest.mark.parametrize("name", ["h001", pytest.param("k011", marks=pytest.mark.long)])
def test_a_cancelled_call_does_not_count_whenever_the_row_that_cancels_it_comes(tmp_path: Path, name: str) -> None:
    run = Loaded(tmp_path, (name,))
    run.load(
        *days(0, 1, 40),
        call("before", NOON),
        # Copies on different load dates: another one must not count in place of the first.
        call("copies", NOON),
        call("copies", NOON - DAY, NOON + DAY),
        call("in one load", NOON),
        void("in one load", NOON),
        void("to come", NOON),
        void(None, NOON),
        # A row that the source's `where` leaves out cancels nothing.
        void("id0", NOON, environment="test"),
        # What a call would be rejected for does not matter.
        void("id1", NOON + 2 * DAY, call_count=-1.0),
        name=name,
    )
    run.dbt("build")
    run.assert_marts()
    assert ledger(run) == {"received": 12, "counted": 4, "duplicate": 1, "rejected": 1, "excluded": 1, "cancelled": 5}
    [rejected] = run.warehouse.rows("select reject_reason from fct_rejected_api_calls")
    assert rejected == {"reject_reason": "cancelled_call_unknown"}
    # After weeks; dated as the call, before it, and not at all. And a call that was cancelled before it came.
    late = NOON + 60 * DAY
    run.load(
        void("copies", late),
        Row("before", NOON, late, account_id="x", state="void"),
        call("to come", NOON, late, account_id="z"),
        call("copies", NOON - 2 * DAY, late, account_id="z"),
        name=name,
    )
    run.dbt("build")
    assert [row["account_id"] for row in counted(run)] == ["x", "x"]
    assert ledger(run) == {"received": 16, "counted": 2, "rejected": 1, "excluded": 1, "cancelled": 12}
    assert_full_refresh_is_equal(run)


def test_a_row_that_cancels_may_be_taken_back(tmp_path: Path) -> None:
    """Where the loader updates rows: the call counts again, and another one is cancelled in place."""
    sources = [declaration(name) | {"sync_mode": "upsert"} for name in ("h001", "k005")]
    run = Loaded(tmp_path, ("h001", "k005"), api_call_sources=sources)
    for name in run.names:
        run.load(call("a", NOON), call("b", NOON + DAY), call("c", NOON + 2 * DAY), void("a", NOON + DAY), name=name)
    run.dbt("build")
    run.assert_marts()
    for name in run.names:
        run.remove("state = 'void'", name=name)
        run.warehouse.execute(f"update histories.{name} set state = 'void' where event_id = 'b'")
        run.raw[name] = [
            replace(row, state="void") if row.event_id == "b" else row for row in run.raw[name] if not row.state
        ]
    run.dbt("build")
    assert ledger(run) == {"received": 6, "counted": 4, "cancelled": 2}
    assert_full_refresh_is_equal(run)


def test_a_table_of_cancellations_takes_out_the_calls_of_another(tmp_path: Path) -> None:
    sources = [declaration("h000"), declaration("h003") | {"same_calls_as": "h000", "cancelled_when": "1 = 1"}]
    run = Loaded(tmp_path, ("h000", "h003"), api_call_sources=sources, deduplication_window_days=3)
    run.load(*days(0, 1), call("id0", NOON, NOON + 30 * DAY), name="h000")
    run.load(void("id1", NOON), name="h003")
    run.dbt("build")
    run.assert_marts()
    # A backfill: its load date has no calls, and only one more row that cancels.
    run.load(void("id0", NOON + timedelta(hours=1)), name="h003")
    run.dbt("build")
    assert counted(run) == []
    assert ledger(run) == {"received": 5, "cancelled": 5}
    assert_full_refresh_is_equal(run)


def test_a_cancellation_after_the_retention_changes_nothing(tmp_path: Path) -> None:
    """As a copy as late as this would be; whether raw still has the call does not matter."""
    run = Loaded(tmp_path, ("h001",), raw_retention_days=20)
    run.load(call("in time", NOON), call("too late", NOON - DAY, NOON), call("purged", NOON - DAY, NOON), name="h001")
    run.load(call("purged", NOON - DAY, NOON + DAY), *days(19), name="h001")
    run.dbt("build")
    run.load(*(void(key, NOON + 20 * DAY) for key in ("in time", "too late")), name="h001")
    said = run.dbt("build")
    run.assert_marts()
    assert "Source h001: 1 of the 2 calls that its rows cancel still count, such as too late." in said
    assert ledger(run) == {"received": 7, "counted": 3, "duplicate": 1, "cancelled": 3}
    before = run.contents("fct_api_calls_daily")
    run.remove(f"loaded_at < timestamp '{NOON + 2 * DAY}'", name="h001")
    run.load(void("purged", NOON + 22 * DAY), name="h001")
    run.dbt("build")
    run.assert_marts()
    assert run.contents("fct_api_calls_daily") == before


def test_a_call_whose_rows_were_purged_stays_counted_though_it_is_cancelled(tmp_path: Path) -> None:
    """Without a retention: one that has two copies, and one that has none any more."""
    run = Loaded(tmp_path, ("h001",))
    run.load(call("single", NOON), call("k", NOON), call("k", NOON, NOON + DAY), *days(30), name="h001")
    run.dbt("build")
    before = counted(run)
    run.remove(f"loaded_at < timestamp '{NOON + 2 * DAY}'", name="h001")
    run.load(void("k", NOON + 31 * DAY), void("single", NOON + 31 * DAY), name="h001")
    said = run.dbt("run") + run.dbt("test", "--select", "every_cancellation_takes_out_a_call")
    assert counted(run) == before
    assert "Source h001: 1 of the 2 calls that its rows cancel still count, such as k." in said


def test_a_row_that_cancels_and_was_purged_still_cancels_a_call_to_come(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h001",), raw_retention_days=20)
    run.load(*days(0), void("to come too", NOON), name="h001")
    run.dbt("run")
    run.load(*days(1, 30), void("to come", NOON + DAY), name="h001")
    run.dbt("run")
    run.remove(f"loaded_at < timestamp '{NOON + 2 * DAY}'", name="h001")
    run.load(call("to come too", NOON + 31 * DAY), call("to come", NOON + 31 * DAY), name="h001")
    run.dbt("build")
    run.assert_marts()
    assert ledger(run) == {"received": 7, "counted": 3, "cancelled": 4}


def back(event_id: str | None, occurred_at: datetime, count: float, *when: datetime, **values: Any) -> Row:
    """A row that takes calls back."""
    return call(event_id, occurred_at, *when, call_count=-count, **values)


@pytest.mark.parametrize("name", ["h003", pytest.param("k005", marks=pytest.mark.long)])
def test_calls_are_taken_back_in_any_order(tmp_path: Path, name: str) -> None:
    assert declaration(name)["allow_negative"]
    run = Loaded(tmp_path, (name,))
    # Before the calls that it takes back, with a duration; more than there are; of another outcome; and one that counts
    # once, though it comes twice.
    run.load(
        *days(0, 1, 40),
        back("early", NOON + 5 * DAY, 3, NOON + 5 * DAY, user_id="u", duration_ms=9000.0, request_bytes=10),
        back("more", NOON + DAY, 7, NOON + 2 * DAY, account_id="y"),
        back("other outcome", NOON + 6 * DAY, 2, http_response_status_code=500),
        back("twice", NOON + 7 * DAY, 1),
        back("twice", NOON + 7 * DAY, 1, NOON + 9 * DAY),
        back("too many", NOON, 1e12),
        name=name,
    )
    run.dbt("build")
    run.assert_marts()
    assert ledger(run) == {"received": 9, "counted": 7, "duplicate": 1, "rejected": 1}
    # The calls come later, a correction is itself cancelled, and one that came before all has no load time.
    run.load(
        call("late", NOON + 5 * DAY, NOON + 50 * DAY, call_count=3.0, duration_ms=20.0, request_bytes=10),
        call("some", NOON + 6 * DAY, NOON + 50 * DAY, call_count=5.0, duration_ms=30.0),
        Row("timeless", NOON - DAY, None, account_id="x", integration_id="i", call_count=-0.5),
        void("more", NOON + 50 * DAY),
        name=name,
    )
    run.dbt("build")
    if "cancelled_when" in declaration(name):
        assert ledger(run) == {"received": 13, "counted": 9, "duplicate": 1, "rejected": 1, "cancelled": 2}
    [of_day] = run.warehouse.rows(f"select * from fct_account_calls_daily where date_day = '{(NOON + 5 * DAY).date()}'")
    assert (of_day["api_calls"], of_day["request_bytes"], of_day["active_users"]) == (0, 0, 1)
    # What was taken back does not take away how long calls took.
    assert (of_day["duration_ms_avg"], of_day["duration_ms_p99"]) == (20, 20)
    [of_day] = run.warehouse.rows(f"select * from fct_account_calls_daily where date_day = '{(NOON + 6 * DAY).date()}'")
    assert (of_day["api_calls"], of_day["successful_calls"], of_day["server_error_calls"]) == (3, 5, -2)
    [sums] = run.warehouse.rows(
        "select (select sum(calls_counted) from fct_api_call_ledger) as ledger,"
        " (select sum(api_calls) from fct_api_calls_daily) as fact"
    )
    assert sums["ledger"] == sums["fact"]
    assert_full_refresh_is_equal(run)


def test_a_source_that_takes_nothing_back_rejects_a_count_below_0(tmp_path: Path) -> None:
    """And whether it does is a policy: a table must not hold rows of both."""
    run = Loaded(tmp_path, ("h001",))
    run.load(*days(0, 1), back("back", NOON, 1), name="h001")
    run.dbt("build")
    run.assert_marts()
    assert ledger(run) == {"received": 3, "counted": 2, "rejected": 1}
    [rejected] = run.warehouse.rows("select reject_reason from fct_rejected_api_calls")
    assert rejected == {"reject_reason": "call_count_out_of_range"}
    run.vars["api_call_sources"] = [{**declaration("h001"), "allow_negative": True}]
    said = run.dbt("build", must_pass=False)
    assert "`allow_negative` of source `h001` changed" in said
    run.dbt("build", "--full-refresh")
    run.assert_marts()
    assert ledger(run) == {"received": 3, "counted": 3}


def test_weeks_below_0_are_judged_as_weeks_without_calls(tmp_path: Path) -> None:
    """No logarithm of what is below 0, no share that is none, and no account that calls by taking back."""
    run = Loaded(tmp_path, ("h000",), health_minimum_calls=1)
    start = datetime(2026, 1, 5, 12)
    counts = [10, 12, 11, 10, -30, 10, -5, 0, 12]
    weeks = [start + week * 7 * DAY for week in range(len(counts))]
    run.load(
        *(
            call(f"{week}", at, call_count=float(count), user_id="u")
            for week, (at, count) in enumerate(zip(weeks, counts, strict=True))
        ),
        # In the last week, fewer succeeded than none, though there are calls.
        back("success", weeks[-1], 20, user_id="v"),
        call("failure", weeks[-1], call_count=30.0, http_response_status_code=500, user_id="w"),
        call("next", weeks[-1] + 8 * DAY, account_id="other"),
    )
    run.dbt("build")
    run.assert_marts()
    health = run.warehouse.rows("select * from fct_account_health where account_id = 'x' order by date_week")
    assert [(row["api_calls"], row["usual_calls"]) for row in health] == [
        (10, None),
        (12, None),
        (11, None),
        (10, None),
        (-30, Decimal("10.5")),
        (10, Decimal("10.5")),
        (-5, 10),
        (0, 5),
        (22, 0),
    ]
    assert [row["success_rate"] for row in health] == [1, 1, 1, 1, None, 1, None, None, None]
    assert [row["top_user_share"] for row in health][4:] == [None, 1, None, None, None]
    growth = run.warehouse.rows(
        "select status, api_calls from fct_growth_accounting"
        " where period_grain = 'week' and account_id = 'x' order by period_start"
    )
    assert [tuple(row.values()) for row in growth] == [
        ("new", 10),
        ("retained", 12),
        ("retained", 11),
        ("retained", 10),
        ("dormant", 0),
        ("resurrected", 10),
        ("dormant", 0),
        ("dormant", 0),
        ("resurrected", 22),
    ]
    weekly = run.warehouse.rows(
        "select change_ratio from fct_account_calls_weekly where account_id = 'x' order by date_week"
    )
    assert [row["change_ratio"] for row in weekly][4:] == [-4, None, Decimal("-1.5"), None, None]
    # A week of which all calls are taken back is one in which an account fell silent; the week after it is no news.
    quiet = run.warehouse.rows("select date_week from fct_findings where finding = 'went_quiet' order by 1")
    assert [row["date_week"] for row in quiet] == [(start + 28 * DAY).date(), (start + 42 * DAY).date()]
