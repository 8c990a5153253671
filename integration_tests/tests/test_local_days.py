"""Accounts that are billed by days of their own time zone: known answers, what is told, and what a change reads."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from harness.warehouses.duckdb import PACKAGE, Warehouse

NewWarehouse = Callable[[str], Warehouse]
VARS: dict[str, Any] = {
    "api_call_sources": [{"name": "edge", "format": "columns", "source": "raw.partner_calls"}],
    "billing_periods": {"source": "raw.billed_accounts"},
    "rate_card": {"source": "raw.rate_card"},
    "quotas": {"source": "raw.quotas"},
}
CALLS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "loaded_at": "timestamp",
    "account_id": "varchar",
    "call_count": "double precision",
}
BY_DAY = {"account_id": "varchar", "billing_day": "integer", "time_zone": "varchar", "time_zone_from": "varchar"}
BY_PERIOD = {
    **{"account_id": "varchar", "period_start": "date", "period_end": "date"},
    **{"time_zone": "varchar", "time_zone_from": "date"},
}
RATES = {"metric": "varchar", "up_to": "integer", "unit_price": "double precision"}
QUOTAS = {"account_id": "varchar", "metric": "varchar", "amount": "double precision", "window": "varchar"}
BILLED_MARTS = ["fct_billing_period_calls", "fct_billing_lines", "fct_quota_usage", "fct_quota_crossings"]

pytestmark = pytest.mark.scenarios


def called(id: str, account: str, at: datetime, after: timedelta = timedelta(0), count: float = 1.0) -> tuple[Any, ...]:
    return id, at, at + after, account, count


def load(
    warehouse: Warehouse,
    calls: list[tuple[Any, ...]],
    billed: list[tuple[Any, ...]],
    columns: dict[str, str] | None = None,
    quotas: list[tuple[Any, ...]] | None = None,
) -> None:
    warehouse.load("raw.partner_calls", CALLS, calls)
    warehouse.load("raw.billed_accounts", columns or BY_DAY, billed)
    warehouse.load("raw.rate_card", RATES, [("calls", None, 0)])
    warehouse.load("raw.quotas", QUOTAS, quotas or [])


def bill(warehouse: Warehouse, billed: list[tuple[Any, ...]]) -> None:
    """The accounts are billed in another way from now on."""
    warehouse.execute("delete from raw.billed_accounts")
    warehouse.load("raw.billed_accounts", BY_DAY, billed)


def build(warehouse: Warehouse, *arguments: str, must_pass: bool = True) -> tuple[bool, str]:
    """Everything that billing is made of, and no more."""
    marts = [*BILLED_MARTS, *(["fct_billing_adjustments"] if "billing_grace_days" in warehouse.vars else [])]
    return warehouse.dbt("run", *arguments, "--select", *(f"+{mart}" for mart in marts), must_pass=must_pass)


def marts(warehouse: Warehouse) -> dict[str, list[dict[str, Any]]]:
    return {mart: sorted(warehouse.rows(f"select * from {mart}"), key=str) for mart in BILLED_MARTS}


def periods(warehouse: Warehouse, account: str) -> dict[date, int]:
    rows = warehouse.rows(f"select * from fct_billing_period_calls where account_id = '{account}'")
    return {row["period_start"]: int(row["api_calls"]) for row in rows}


def test_an_hourly_caller_has_as_many_calls_as_its_periods_have_hours(new_warehouse: NewWarehouse) -> None:
    """The example of the page: in one of these periods the clocks go forward, in another one back."""
    page = (PACKAGE / "docs" / "billing.md").read_text(encoding="utf-8")
    of_page = page.partition("the calls of its periods are their hours")[2].partition("\n\n#")[0]
    rows = [line.strip("| ").split(" | ") for line in of_page.splitlines() if " UTC | " in line]
    assert len(rows) == 4
    hours = [datetime(2026, 2, 1, 0, 30) + timedelta(hours=number) for number in range(24 * 290)]
    warehouse = new_warehouse("hours")
    load(
        warehouse,
        [called(f"{account} {at}", account, at) for account in ("oak", "utc") for at in hours],
        [("oak", 8, "America/New_York", None), ("utc", 8, "UTC", None)],
        quotas=[("oak", "calls", 744, "billing period")],
    )
    warehouse.dbt("build")
    found, in_utc = periods(warehouse, "oak"), periods(warehouse, "utc")
    for first_day, begins, calls in rows:
        start = datetime.strptime(first_day, "%d %B %Y").date()
        begins_at = datetime.strptime(f"{begins} 2026", "%d %B %H:%M UTC %Y")
        assert found[start] == int(calls)
        first_call = sum(at < begins_at for at in hours)
        assert sum(count for day, count in found.items() if day < start) == first_call
        assert in_utc[start] == (744 if int(calls) in (743, 745) else int(calls))
    usage = warehouse.rows("select * from fct_quota_usage where overage > 0")
    # The last hour of 7 November there, which is 04:30 on 8 November in UTC.
    assert [(row["window_start"], row["used"], row["first_day_over"]) for row in usage] == [
        (date(2026, 10, 8), 745, date(2026, 11, 7))
    ]


# Accounts by the time zone and billing day, and when one of their periods begins, in UTC.
STARTS: list[tuple[str, date, datetime]] = [
    ("Asia/Kolkata", date(2026, 2, 1), datetime(2026, 1, 31, 18, 30)),
    ("Asia/Kathmandu", date(2026, 2, 1), datetime(2026, 1, 31, 18, 15)),
    ("Pacific/Kiritimati", date(2026, 2, 1), datetime(2026, 1, 31, 10)),
    ("Pacific/Niue", date(2026, 2, 1), datetime(2026, 2, 1, 11)),
    ("Europe/Berlin", date(2026, 3, 29), datetime(2026, 3, 28, 23)),
    ("Europe/Berlin", date(2026, 3, 30), datetime(2026, 3, 29, 22)),
    ("Europe/Berlin", date(2026, 10, 25), datetime(2026, 10, 24, 22)),
    ("Europe/Berlin", date(2026, 10, 26), datetime(2026, 10, 25, 23)),
    # Clocks change at midnight, there: 6 September begins at 01:00, and 4 April has 23:00 twice.
    ("America/Santiago", date(2026, 9, 6), datetime(2026, 9, 6, 4)),
    ("America/Santiago", date(2026, 4, 5), datetime(2026, 4, 5, 4)),
    # They change by half an hour.
    ("Australia/Lord_Howe", date(2026, 4, 5), datetime(2026, 4, 4, 13)),
    ("Australia/Lord_Howe", date(2026, 4, 6), datetime(2026, 4, 5, 13, 30)),
]


@pytest.mark.parametrize("of_facts", ["UTC", "Asia/Tokyo"])
def test_periods_begin_at_local_midnight(new_warehouse: NewWarehouse, of_facts: str) -> None:
    warehouse = new_warehouse("midnight")
    warehouse.vars = {**warehouse.vars, "reporting_timezone": of_facts}
    second = timedelta(seconds=1)
    accounts = {f"{zone} {day}": (zone, day, at) for zone, day, at in STARTS}
    load(
        warehouse,
        [
            called(f"{account} {number}", account, at + number * second, count=10.0 ** (number + 1))
            for account, (_, _, at) in accounts.items()
            for number in (-1, 0)
        ],
        [(account, day.day, zone, None) for account, (zone, day, _) in accounts.items()],
    )
    build(warehouse)
    for account, (_, day, _) in accounts.items():
        found = periods(warehouse, account)
        assert found[day] == 10, account
        assert sorted(filter(None, found.values())) == [1, 10], account


def test_a_time_zone_that_is_no_time_zone_is_told_by_name(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("faults")
    faults: dict[str, tuple[Any, ...]] = {
        "time_zone Mars/Olympus is not a time zone that {} knows": ("Mars/Olympus", None),
        "time_zone x'; select 1; -- is not a time zone that {} knows": ("x'; select 1; --", None),
        "time_zone_from has no time_zone": (None, "2026-02-01"),
        "time_zone_from is not a date": ("Europe/Berlin", "soon"),
    }
    accounts = {f"a{number}": fault for number, fault in enumerate(faults.values())}
    noon = datetime(2026, 1, 5, 12)
    load(
        warehouse,
        [called(account, account, noon) for account in accounts],
        [(account, 7, *fault) for account, fault in accounts.items()],
    )
    passed, said = warehouse.dbt("build", vars={"printed_failing_rows": 99}, must_pass=False)
    assert not passed
    assert "every_billing_period_applies_as_declared failed" in said
    kind = "postgres" if "postgres" in type(warehouse).__name__.lower() else "duckdb"
    for account, text in zip(accounts, faults, strict=True):
        assert f"the row of account {account}, period none, does not apply: {text.format(kind)}." in said


def test_periods_of_any_length_have_one_time_zone(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("periods")
    january, february, march = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
    load(
        warehouse,
        [called(f"a {day}", "a", datetime(2026, 1, day, 20)) for day in (30, 31)]
        + [called(f"{account}", account, datetime(2026, 1, 5, 20)) for account in ("two", "from")],
        [
            ("a", january, february, "Asia/Tokyo", None),
            ("a", february, march, "Asia/Tokyo", None),
            ("two", january, february, "Asia/Tokyo", None),
            ("two", february, march, None, None),
            ("from", january, february, "Asia/Tokyo", january),
            ("from", february, march, "Asia/Tokyo", february),
        ],
        BY_PERIOD,
    )
    passed, said = warehouse.dbt("build", must_pass=False)
    assert not passed
    assert (
        "account two, period 2026-01-01, does not apply: the rows of the account have more than one time_zone." in said
    )
    text = "account from, period 2026-02-01, does not apply: the rows of the account have more than one time_zone_from."
    assert text in said
    assert periods(warehouse, "a") == {january: 1, february: 1}


def test_a_changed_time_zone_is_what_a_full_build_says_and_reads_its_account_only(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("changes")
    warehouse.vars = {**warehouse.vars, "billing_grace_days": 0}
    times = [datetime(2026, 1, 30) + timedelta(minutes=97 * number) for number in range(60)]
    calls = [called(f"{name} {at}", name, at, timedelta(hours=n % 9)) for name in "ab" for n, at in enumerate(times)]
    calls += [called(f"c {day}", "c", datetime(2026, 1, day, 23)) for day in range(1, 32)]
    quotas = [("a", "calls", 3, "billing period"), ("c", "calls", 3, "billing period")]
    load(warehouse, calls, [("a", 1, None, None), ("b", 1, "Asia/Kolkata", None)], quotas=quotas)
    build(warehouse)
    built_at = warehouse.rows("select distinct built_at from int_route_calls")
    steps: list[list[tuple[Any, ...]]] = [
        [("a", 1, "America/New_York", None), ("b", 1, "Asia/Kolkata", None)],
        [("a", 1, "Pacific/Auckland", None), ("b", 1, "Asia/Kolkata", None)],
        [("a", 1, "Pacific/Auckland", "2026-02-01"), ("b", 1, None, None)],
        [("a", 1, "Pacific/Auckland", None), ("c", 1, "Asia/Tokyo", "2026-01-20")],
        [("c", 1, "Asia/Tokyo", "2026-01-20"), ("b", 1, "Asia/Kolkata", None)],
    ]
    seen = [marts(warehouse)]
    for billed in steps:
        bill(warehouse, billed)
        build(warehouse)
        found = marts(warehouse)
        assert found not in seen
        seen.append(found)
        full = new_warehouse(f"full_{len(seen)}")
        full.vars = warehouse.vars
        load(full, calls, billed, quotas=quotas)
        build(full)
        assert marts(full) == found
    assert warehouse.rows("select distinct built_at from int_route_calls") == built_at
    loaded = warehouse.rows("select count(distinct loaded_date) as n from int_local_day_calls where account_id = 'c'")
    assert loaded == [{"n": 12}]


def test_a_time_zone_holds_from_a_day_on_where_raw_is_gone(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("purged")
    days = [datetime(2026, 1, 20) + timedelta(hours=7 * number) for number in range(60)]
    load(warehouse, [called(f"a {at}", "a", at) for at in days], [("a", 1, "Asia/Tokyo", None)])
    build(warehouse)
    before = marts(warehouse)
    warehouse.execute("delete from raw.partner_calls where loaded_at < '2026-01-28'")
    # What is there stays, and needs no raw row.
    build(warehouse)
    assert marts(warehouse) == before
    bill(warehouse, [("a", 1, "America/New_York", None)])
    passed, said = build(warehouse, must_pass=False)
    assert not passed
    assert "account a is billed in the time zone America/New_York, and raw no longer has all rows" in said
    assert "set `time_zone_from` of the account to a day after 2026-01-27" in said
    # Not even where only the marts are built.
    passed, said = warehouse.dbt("run", "--select", "fct_billing_period_calls", must_pass=False)
    assert not passed
    assert "lacks calls of accounts that have a time zone" in said
    assert marts(warehouse) == before
    bill(warehouse, [("a", 1, "America/New_York", "2026-01-28")])
    build(warehouse)
    # 1 February begins at 05:00 in UTC.
    expected = sum(at < datetime(2026, 2, 1, 5) for at in days)
    assert periods(warehouse, "a") == {date(2026, 1, 1): expected, date(2026, 2, 1): len(days) - expected}
    # A later day needs nothing that is gone; nor does it to be billed by days of the facts again.
    bill(warehouse, [("a", 1, "America/New_York", "2026-02-01")])
    build(warehouse)
    bill(warehouse, [("a", 1, None, None)])
    build(warehouse)
    expected = sum(at < datetime(2026, 2, 1) for at in days)
    assert periods(warehouse, "a") == {date(2026, 1, 1): expected, date(2026, 2, 1): len(days) - expected}


def test_a_period_closes_at_local_midnight(new_warehouse: NewWarehouse) -> None:
    """February begins at 08:00 in UTC in Los Angeles, and on 31 January at 15:00 in Tokyo."""
    warehouse = new_warehouse("closes")
    warehouse.vars = {**warehouse.vars, "billing_grace_days": 0}
    midnights = {"west": datetime(2026, 2, 1, 8), "east": datetime(2026, 1, 31, 15)}
    minute = timedelta(minutes=1)
    calls = [
        called(f"{account} {number}", account, at - 3 * minute, late, 10.0**number)
        for account, at in midnights.items()
        for number, late in enumerate([minute, 2 * minute, 3 * minute, 40 * minute])
    ]
    load(
        warehouse,
        [call for call in calls if call[2] < datetime(2026, 1, 31, 16)],
        [("west", 1, "America/Los_Angeles", None), ("east", 1, "Asia/Tokyo", None), ("utc", 1, None, None)],
    )
    build(warehouse)

    def bills() -> dict[tuple[str, int], tuple[int, int, bool]]:
        return {
            (row["account_id"], row["period_start"].month): (
                *(int(row["closed_calls"]), int(row["adjustment_calls"])),
                row["is_closed"],
            )
            for row in warehouse.rows("select * from fct_billing_period_calls")
        }

    # It is still January in UTC.
    assert bills() == {("east", 1): (11, 0, True), ("east", 2): (0, 1100, False)}
    warehouse.load("raw.partner_calls", CALLS, [call for call in calls if call[0] in ("west 0", "west 1")])
    build(warehouse)
    # It is February in UTC, and not yet in Los Angeles.
    assert bills()[("west", 1)] == (11, 0, False)
    warehouse.load("raw.partner_calls", CALLS, [call for call in calls if call[0] in ("west 2", "west 3")])
    build(warehouse)
    assert {key: row for key, row in bills().items() if key[0] == "west"} == {
        ("west", 1): (11, 0, True),
        ("west", 2): (0, 1100, False),
    }


def test_each_side_of_a_correction_is_dated_by_its_own_account(new_warehouse: NewWarehouse) -> None:
    """A copy of an account in Tokyo is replaced by one of an account in New York, after the close in Tokyo only."""
    warehouse = new_warehouse("corrected")
    warehouse.vars = {**warehouse.vars, "billing_grace_days": 0}
    load(
        warehouse,
        [
            called("until", "other", datetime(2026, 2, 3, 12)),
            called("1", "east", datetime(2026, 1, 31, 12), timedelta(hours=1), 5.0),
            # The earlier call counts; it comes at 01:00 on 1 February in Tokyo, and on 31 January in New York.
            called("1", "west", datetime(2026, 1, 31, 11), timedelta(hours=5), 5.0),
            called("2", "west", datetime(2026, 1, 31, 12), timedelta(hours=1), 7.0),
            # At 01:00 on 1 February in New York.
            called("2", "east", datetime(2026, 1, 31, 11), timedelta(hours=19), 7.0),
        ],
        [("east", 1, "Asia/Tokyo", None), ("west", 1, "America/New_York", None)],
    )
    build(warehouse)
    rows = warehouse.rows("select * from fct_billing_adjustments order by account_id, calls")
    found = [(row["account_id"], row["billed_in_period_start"].month, row["reason"], int(row["calls"])) for row in rows]
    assert found == [("east", 2, "reattributed", 2), ("west", 2, "reattributed", -7)]
    closed = warehouse.rows("select * from fct_billing_period_calls where period_start < '2026-02-01'")
    assert {row["account_id"]: int(row["closed_calls"]) for row in closed} == {"east": 5, "west": 12}


def test_the_time_zone_of_the_facts_is_none_of_its_own(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("same")
    warehouse.vars = {**warehouse.vars, "reporting_timezone": "Asia/Tokyo"}
    calls = [called(f"{name} {day}", name, datetime(2026, 1, day, 20)) for name in "ab" for day in (30, 31)]
    load(warehouse, calls, [("a", 1, "Asia/Tokyo", None), ("b", 1, None, None)])
    build(warehouse)
    assert warehouse.rows("select * from int_local_day_calls") == []
    assert periods(warehouse, "a") == periods(warehouse, "b") == {date(2026, 1, 1): 1, date(2026, 2, 1): 1}
