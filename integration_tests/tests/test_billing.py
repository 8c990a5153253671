"""Billing periods, what is included in them, and what they cost: known answers, and what is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from harness.spec.arrivals import arrivals
from harness.spec.billing import anchor, month_from, recompute_billing
from harness.spec.insight import days_of_facts, sample_insight_inputs
from harness.spec.logs import sample_calls
from harness.spec.volume import Settings, first_incomplete_day, recompute
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
    "http_response_status_code": "integer",
    "call_count": "double precision",
}
BY_DAY = {
    "account_id": "varchar",
    "billing_day": "integer",
    "plan": "varchar",
    "started_on": "date",
    "ended_on": "date",
}
BY_PERIOD = {"account_id": "varchar", "period_start": "date", "period_end": "date", "plan": "varchar"}
RATES = {
    "plan": "varchar",
    "metric": "varchar",
    "up_to": "double precision",
    "unit_price": "double precision",
    "flat_price": "double precision",
    "tiers_mode": "varchar",
}
QUOTAS = {"account_id": "varchar", "metric": "varchar", "amount": "double precision", "window": "varchar"}
FREE = [(None, "calls", None, 0, None, None)]
# The tiers of Stripe's page about tiered pricing: docs.stripe.com/subscriptions/pricing-models/tiered-pricing
TIERS: list[tuple[Any, ...]] = [(5, 7), (10, 6.5), (None, 6)]
STRIPE = {
    "volume": {1: "7", 5: "35", 6: "39", 20: "120", 25: "150"},
    "graduated": {1: "7", 5: "35", 6: "41.5", 20: "127.5", 25: "157.5"},
}

pytestmark = pytest.mark.scenarios


def called(account: str, day: date, count: float = 1.0) -> tuple[Any, ...]:
    at = datetime(day.year, day.month, day.day, 12)
    return f"{account} {day}", at, at + timedelta(hours=1), account, 200, count


def load(
    warehouse: Warehouse,
    calls: list[tuple[Any, ...]],
    billed: list[tuple[Any, ...]],
    rates: list[tuple[Any, ...]] | None = None,
    quotas: list[tuple[Any, ...]] | None = None,
) -> None:
    warehouse.load("raw.partner_calls", CALLS, calls)
    warehouse.load("raw.billed_accounts", BY_PERIOD if billed and len(billed[0]) == len(BY_PERIOD) else BY_DAY, billed)
    warehouse.load("raw.rate_card", RATES, FREE if rates is None else rates)
    warehouse.load("raw.quotas", QUOTAS, quotas or [])


def starts(warehouse: Warehouse, account: str) -> list[date]:
    rows = warehouse.rows(
        f"select period_start from fct_billing_period_calls where account_id = '{account}' order by period_start"
    )
    return [row["period_start"] for row in rows]


def test_the_examples_of_stripe(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("stripe")
    plans = {f"{mode} {quantity}": mode for mode, amounts in STRIPE.items() for quantity in amounts}
    load(
        warehouse,
        [called(account, date(2026, 3, 2), float(account.split()[1])) for account in plans],
        [(account, 1, plan, None, None) for account, plan in plans.items()],
        [(mode, "calls", up_to, price, None, mode) for mode in STRIPE for up_to, price in TIERS],
    )
    warehouse.dbt("build")
    amounts = {row["account_id"]: row["amount"] for row in warehouse.rows("select * from fct_billing_period_calls")}
    expected = {f"{mode} {quantity}": Decimal(amount) for mode, of in STRIPE.items() for quantity, amount in of.items()}
    assert amounts == expected


def test_an_anchor_at_the_end_of_a_month_falls_on_the_last_day_of_shorter_ones(new_warehouse: NewWarehouse) -> None:
    """February of a leap year, and of the year after."""
    warehouse = new_warehouse("anchors")
    days = [date(2028, 1, 15) + timedelta(days=number) for number in range(460)]
    load(
        warehouse,
        [called(f"day {day}", at) for day in (29, 30, 31) for at in days],
        [(f"day {day}", day, None, None, None) for day in (29, 30, 31)],
    )
    warehouse.dbt("build")
    of_february = {
        "day 29": [date(2028, 1, 29), date(2028, 2, 29), date(2028, 3, 29), date(2029, 2, 28), date(2029, 3, 29)],
        "day 30": [date(2028, 1, 30), date(2028, 2, 29), date(2028, 3, 30), date(2029, 2, 28), date(2029, 3, 30)],
        "day 31": [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31), date(2029, 2, 28), date(2029, 3, 31)],
    }
    for account, expected in of_february.items():
        found = starts(warehouse, account)
        assert {*expected} < {*found}
        assert len(found) == 16
        calls = warehouse.rows(
            f"select sum(api_calls) as n from fct_billing_period_calls where account_id = '{account}'"
        )
        assert calls == [{"n": len(days)}]


def test_plain_python_agrees_on_anchors() -> None:
    assert anchor(2028, 2, 31) == date(2028, 2, 29)
    assert anchor(2028, 14, 31) == date(2029, 2, 28)
    assert month_from(date(2028, 2, 28), 31) == (date(2028, 1, 31), date(2028, 2, 29))
    assert month_from(date(2028, 2, 29), 31) == (date(2028, 2, 29), date(2028, 3, 31))


def test_the_quarter_by_hand_is_that_of_the_sample() -> None:
    """The figures of the page, beside those of plain Python; test_sample compares these with the marts."""
    page = (PACKAGE / "docs" / "billing.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in page.splitlines() if line.startswith("| 2026-")]
    assert len(rows) == 3
    settings = Settings(("edge", "partner"))
    calls = list(sample_calls(PACKAGE / "seeds"))
    inputs = sample_insight_inputs(PACKAGE / "seeds")
    assert inputs.billing
    days = days_of_facts(recompute(calls, settings), first_incomplete_day(calls, settings))
    marts = recompute_billing(days, inputs.billing, inputs.quotas, arrivals(calls, settings))
    for start, *figures, amount in rows:
        key = "ash", date.fromisoformat(start)
        lines = [marts["fct_billing_lines"][(*key, "calls", tier)] for tier in (1, 2, 3)]
        period = marts["fct_billing_period_calls"][key]
        expected = [
            *(period["api_calls"], period["closed_calls"], period["adjustment_calls"], period["billed_calls"]),
            *(line["quantity"] for line in lines),
            lines[0]["flat_price"],
        ]
        assert [Decimal(figure) for figure in figures] == expected
        parts, whole = amount.split(" = ")
        assert [Decimal(part) for part in parts.split(" + ")] == [line["amount"] for line in lines]
        assert Decimal(whole) == marts["fct_billing_period_calls"][key]["amount"]


def test_an_account_is_billed_from_its_start_to_its_end_even_if_it_does_not_call(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("silent")
    load(
        warehouse,
        [called("late", date(2026, 5, 4)), called("other", date(2026, 2, 1)), called("other", date(2026, 5, 20))],
        [
            ("late", 10, "paid", date(2026, 3, 12), date(2026, 4, 10)),
            ("silent", 1, "paid", date(2026, 4, 1), None),
            ("unknown", 1, "paid", None, None),
        ],
        [*FREE, ("paid", "calls", 1, 0, 9, None), ("paid", "calls", None, 0.5, 0, None)],
    )
    warehouse.dbt("build")
    # `late` called after its end: that is billed, too. `other` is billed for what it calls.
    assert starts(warehouse, "late") == [date(2026, 3, 10), date(2026, 4, 10)]
    assert starts(warehouse, "silent") == [date(2026, 4, 1), date(2026, 5, 1)]
    assert starts(warehouse, "unknown") == []
    assert starts(warehouse, "other") == [date(2026, 2, 1), date(2026, 5, 1)]
    lines = warehouse.rows("select tier, quantity, amount from fct_billing_lines where account_id = 'silent'")
    assert [(line["tier"], line["quantity"], line["amount"]) for line in lines] == [(1, 0, 9)] * 2


def test_quotas_last_for_the_billing_period(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("quotas")
    load(
        warehouse,
        [called("a", date(2026, 1, 30), 4.0), called("a", date(2026, 1, 31), 3.0), called("a", date(2026, 2, 27), 5.0)],
        [("a", 31, None, None, None)],
        quotas=[("a", "calls", 7, "billing period")],
    )
    warehouse.dbt("build")
    periods = warehouse.rows("select * from fct_billing_period_calls order by period_start")
    assert [(row["api_calls"], row["included_calls"], row["overage_calls"]) for row in periods] == [
        (4, 7, 0),
        (8, 7, 1),
    ]
    usage = warehouse.rows("select * from fct_quota_usage order by window_start")
    assert [(row["window_start"], row["used"], row["first_day_over"]) for row in usage] == [
        (date(2025, 12, 31), 4, None),
        (date(2026, 1, 31), 8, date(2026, 2, 27)),
    ]


def test_a_quota_that_was_reached_may_be_resolved(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("resolved")
    warehouse.vars = {**warehouse.vars, "api_call_sources": [{**VARS["api_call_sources"][0], "allow_negative": True}]}
    used = {5: 6.0, 6: 4.0, 7: -3.0, 8: 3.5, 9: -6.0, 10: 1.0}
    load(
        warehouse,
        [called("a", date(2026, 1, day), count) for day, count in used.items()],
        [],
        quotas=[("a", "calls", 10, "calendar month")],
    )
    warehouse.dbt("build")
    crossings = warehouse.rows(
        "select threshold_percent, crossed_on, resolved_on from fct_quota_crossings order by threshold_percent"
    )
    days: dict[date | None, int | None] = {None: None, **{date(2026, 1, day): day for day in used}}
    assert [(row["threshold_percent"], days[row["crossed_on"]], days[row["resolved_on"]]) for row in crossings] == [
        (50, 5, None),
        (75, 6, 9),
        (90, 6, 9),
        (100, 6, 9),
    ]
    [usage] = warehouse.rows("select used, used_share, overage, first_day_over from fct_quota_usage")
    assert list(usage.values()) == [Decimal("5.5"), Decimal("0.55"), 0, date(2026, 1, 8)]


def test_a_period_below_0_keeps_its_quantity_and_is_told(new_warehouse: NewWarehouse) -> None:
    """What is taken back is billed where it says, below 0 if need be; and all periods have all calls."""
    warehouse = new_warehouse("below")
    warehouse.vars = {**warehouse.vars, "api_call_sources": [{**VARS["api_call_sources"][0], "allow_negative": True}]}
    plans = ["graduated", "volume"]
    january, february = date(2026, 1, 5), date(2026, 2, 5)
    load(
        warehouse,
        [
            row
            for plan in plans
            for row in (
                called(plan, january, 12.0),
                called(plan, date(2026, 1, 6), -12.0),
                called(plan, february, 3.0),
                called(plan, date(2026, 2, 6), -23.0),
                called(plan, date(2026, 3, 6), 7.0),
            )
        ]
        + [called("later", date(2026, 4, 2))],
        [(plan, 1, plan, None, None) for plan in plans],
        [(plan, "calls", up_to, price, 2, plan) for plan in plans for up_to, price in TIERS]
        + [(None, "calls", None, 0, None, None)],
        quotas=[("volume", "calls", 5, "billing period")],
    )
    _, said = warehouse.dbt("build")
    assert "no_closed_period_is_billed_below_zero warns: 2 rows" in said
    told = "Account volume: its billing period of 2026-02-01 is billed for -20 calls, since more calls were taken back"
    assert f"{told} than made. Its amount is -138." in said
    periods = warehouse.rows(
        "select account_id, billed_calls, overage_calls, amount from fct_billing_period_calls"
        " where plan is not null and is_complete_period order by account_id, period_start"
    )
    assert [tuple(row.values()) for row in periods] == [
        ("graduated", 0, None, 2),
        ("graduated", -20, None, -138),
        ("graduated", 7, None, Decimal("52")),
        ("volume", 0, 0, 2),
        ("volume", -20, 0, -138),
        ("volume", 7, 2, Decimal("47.5")),
    ]
    lines = warehouse.rows(
        "select distinct tier, quantity, unit_price, flat_price from fct_billing_lines where quantity < 0"
    )
    assert [tuple(row.values()) for row in lines] == [(1, -20, 7, 2)]
    [sums] = warehouse.rows(
        "select (select sum(billed_calls) from fct_billing_period_calls) as billed,"
        " (select sum(calls_counted) from fct_api_call_ledger) as counted"
    )
    assert sums["billed"] == sums["counted"] == -25


def test_calls_that_are_taken_back_after_the_close_are_taken_from_a_later_bill(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("back")
    source = {**VARS["api_call_sources"][0], "allow_negative": True}
    warehouse.vars = {**warehouse.vars, "billing_grace_days": 3, "api_call_sources": [source]}
    load(warehouse, [*until(date(2026, 2, 4)), came("in time", "a", date(2026, 1, 5), date(2026, 1, 6), 10.0)], [])
    warehouse.dbt("build")
    assert billed(warehouse, "a") == [(1, 10, 10, 0, 10)]
    back = [
        came("back", "a", date(2026, 1, 6), date(2026, 2, 5), -30.0),
        came("of February", "a", date(2026, 2, 7), date(2026, 2, 8), 5.0),
    ]
    warehouse.load("raw.partner_calls", CALLS, [*back, *until(date(2026, 3, 9))[34:]])
    _, said = warehouse.dbt("build")
    assert billed(warehouse, "a")[:2] == [(1, -20, 10, 0, 10), (2, 5, 5, -30, -25)]
    assert adjusted(warehouse) == [("a", 1, 2, "late", -30)]
    assert "Account a: its billing period of 2026-02-01 is billed for -25 calls" in said
    before = billed(warehouse, "a"), adjusted(warehouse)
    warehouse.dbt("build", "--full-refresh")
    assert (billed(warehouse, "a"), adjusted(warehouse)) == before


def test_periods_of_any_length(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("periods")
    load(
        warehouse,
        [called("a", date(2026, 1, 5)), called("a", date(2026, 2, 20)), called("b", date(2026, 2, 20))],
        [
            ("a", date(2026, 1, 1), date(2026, 2, 10), "x"),
            ("a", date(2026, 2, 10), date(2026, 5, 1), None),
            ("a", date(2027, 1, 1), date(2027, 2, 1), None),
        ],
        [*FREE, ("x", "calls", None, 2, None, None)],
    )
    warehouse.dbt("build")
    periods = warehouse.rows("select * from fct_billing_period_calls order by account_id, period_start")
    found = [(row["account_id"], row["period_start"], row["api_calls"], row["amount"]) for row in periods]
    assert found == [
        ("a", date(2026, 1, 1), 1, 2),
        ("a", date(2026, 2, 10), 1, 0),
        ("b", date(2026, 2, 1), 1, 0),
    ]


FAULTS_OF_PERIODS = {
    "gap": ([(date(2026, 1, 1), date(2026, 2, 1))], "made 3 calls from 2026-01-05 on, and its billing periods have 1."),
    "overlap": (
        [(date(2026, 1, 1), date(2026, 3, 1)), (date(2026, 2, 1), date(2026, 4, 1))],
        "period 2026-02-01, does not apply: it begins before another period of the account has ended.",
    ),
    "turned round": (
        [(date(2026, 3, 1), date(2026, 1, 1))],
        "period 2026-03-01, does not apply: period_end is not after period_start.",
    ),
}
FAULTS_OF_DAYS = {
    "32nd": ([32], "period none, does not apply: billing_day is not a whole number from 1 to 31."),
    "twice": ([1, 2], "period none, does not apply: the account has another row."),
}


@pytest.mark.parametrize("has_periods", [True, False], ids=["periods", "days"])
def test_a_fault_in_billing_periods_is_never_green(new_warehouse: NewWarehouse, has_periods: bool) -> None:
    warehouse = new_warehouse("faults")
    faults: dict[str, tuple[list[Any], str]] = {**(FAULTS_OF_PERIODS if has_periods else FAULTS_OF_DAYS)}
    billed: list[tuple[Any, ...]] = [
        (account, *row, None) if has_periods else (account, row, None, None, None)
        for account, (rows, _) in faults.items()
        for row in rows
    ]
    calls = [called(account, date(2026, 1, 5)) for account in faults]
    load(warehouse, [*calls, *(called(account, date(2026, 2, 20), 2.0) for account in faults)], billed)
    passed, said = warehouse.dbt("build", must_pass=False)
    assert not passed
    assert "every_billing_period_applies_as_declared failed" in said
    for account, (_, text) in faults.items():
        assert any(f"ccount {account}" in line and text in line for line in said.splitlines()), text


FAULTS_OF_PRICES: dict[str, tuple[list[tuple[Any, ...]], str]] = {
    "no last tier": ([("calls", 5, 1, None)], "one of its tiers must have an empty up_to, the last one"),
    "two last tiers": ([("calls", None, 1, None)] * 2, "one of its tiers must have an empty up_to, the last one"),
    "the same tier": (
        [("calls", 5, 1, None), ("calls", 5, 2, None), ("calls", None, 1, None)],
        "two of its tiers have the same up_to",
    ),
    "two modes": ([("calls", 5, 1, "volume"), ("calls", None, 1, None)], "its tiers have more than one tiers_mode"),
    "a mode": ([("calls", None, 1, "stairs")], "tiers_mode is not graduated or volume"),
    "a metric": ([("seats", None, 1, None)], "metric is none of calls"),
    "no price": ([("calls", None, None, None)], "unit_price and flat_price are empty"),
    "below 0": ([("calls", None, -1, None)], "unit_price is not a number from 0 to 10^9"),
    "too fine": ([("calls", None, 1.5e-10, None)], "unit_price has more than nine decimals"),
}


def test_a_fault_in_prices_is_never_green(new_warehouse: NewWarehouse) -> None:
    """Calls without a price cost nothing that is known; the right tiers of a plan with a fault do not apply, either."""
    warehouse = new_warehouse("faults")
    load(
        warehouse,
        [called(plan, date(2026, 1, 5)) for plan in FAULTS_OF_PRICES],
        [(plan, 1, plan, None, None) for plan in FAULTS_OF_PRICES],
        [
            (plan, metric, up_to, price, None, mode)
            for plan, (tiers, _) in FAULTS_OF_PRICES.items()
            for metric, up_to, price, mode in tiers
        ],
    )
    passed, said = warehouse.dbt("build", vars={"printed_failing_rows": 99}, must_pass=False)
    assert not passed
    for plan, (_, text) in FAULTS_OF_PRICES.items():
        assert f"plan {plan}, valid from 1900-01-01, does not apply: {text}" in said, text
        assert f"Account {plan}, plan {plan}: its billing period of 2026-01-01 has no amount." in said
    assert warehouse.rows("select distinct amount from fct_billing_period_calls") == [{"amount": None}]


def test_an_absurd_quantity_has_no_amount_and_stops_nothing_else(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("absurd")
    absurd = [called("absurd", date(2026, 1, 5), 9e11)] * 120
    calls = [(f"{number}", *row[1:]) for number, row in enumerate(absurd)]
    load(
        warehouse,
        [*calls, called("usual", date(2026, 1, 5))],
        [("usual", 1, None, None, None)],
        [(None, "calls", None, 2, 1, None)],
    )
    passed, said = warehouse.dbt("build", must_pass=False)
    assert not passed
    assert "Account absurd, plan none: its billing period of 2026-01-01 has no amount." in said
    periods = warehouse.rows("select account_id, api_calls, amount from fct_billing_period_calls order by account_id")
    assert [tuple(row.values()) for row in periods] == [("absurd", 120 * 9 * 10**11, None), ("usual", 1, 3)]


CLOSINGS = {
    "account_id": "varchar",
    "period_start": "date",
    "closed_at": "timestamp",
    "reopened_at": "date",
    "billed_calls": "double precision",
}
OF_CLOSINGS = {"closings": {"source": "raw.closings"}}
JANUARY, FEBRUARY, MARCH = (date(2026, month, 1) for month in (1, 2, 3))


def came(id: str, account: str, day: date, loaded_on: date | None, count: float = 1.0) -> tuple[Any, ...]:
    """A call at noon, loaded at one in the morning."""
    at = datetime(day.year, day.month, day.day, 12)
    loaded_at = loaded_on and datetime(loaded_on.year, loaded_on.month, loaded_on.day, 1)
    return id, at, loaded_at, account, 200, count


def until(day: date) -> list[tuple[Any, ...]]:
    """One call of `other` on each day of 2026, loaded the day after: what shows how far the source has loaded."""
    days = [JANUARY + timedelta(days=number) for number in range((day - JANUARY).days)]
    return [came(f"other {at}", "other", at, at + timedelta(days=1)) for at in days]


def billed(warehouse: Warehouse, account: str) -> list[tuple[Any, ...]]:
    rows = warehouse.rows(
        f"select * from fct_billing_period_calls where account_id = '{account}' order by period_start"
    )
    return [
        (row["period_start"].month, *(int(row[f"{name}_calls"]) for name in ("api", "closed", "adjustment", "billed")))
        for row in rows
    ]


def adjusted(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    rows = warehouse.rows("select * from fct_billing_adjustments order by account_id, period_start, reason, calls")
    return [
        (
            row["account_id"],
            row["period_start"].month,
            row["billed_in_period_start"] and row["billed_in_period_start"].month,
            row["reason"],
            int(row["calls"]),
        )
        for row in rows
    ]


def test_what_comes_after_the_close_is_billed_in_the_period_that_is_open_then(new_warehouse: NewWarehouse) -> None:
    """Load by load: what is billed for a closed period stays, and at the end it is what a full refresh says."""
    warehouse = new_warehouse("closes")
    warehouse.vars = {**warehouse.vars, "billing_grace_days": 3}
    load(warehouse, [*until(date(2026, 2, 4)), came("in time", "a", date(2026, 1, 5), date(2026, 2, 3), 10.0)], [])
    warehouse.dbt("build")
    # A source has loaded up to 4 February: January is closed.
    assert billed(warehouse, "a") == [(1, 10, 10, 0, 10)]
    closed = warehouse.rows(
        "select account_id, closed_on, is_closed from fct_billing_period_calls where account_id = 'a'"
    )
    assert closed == [{"account_id": "a", "closed_on": date(2026, 2, 4), "is_closed": True}]
    late = [
        came("first day too late", "a", date(2026, 1, 31), date(2026, 2, 4), 100.0),
        came("while February is open", "a", date(2026, 1, 6), date(2026, 3, 3), 1000.0),
        came("in March", "a", date(2026, 1, 7), date(2026, 3, 4), 10000.0),
        came("of February", "a", date(2026, 2, 7), date(2026, 3, 4), 5.0),
    ]
    warehouse.load("raw.partner_calls", CALLS, [*late, *until(date(2026, 3, 9))[34:]])
    warehouse.dbt("build")
    assert billed(warehouse, "a") == [(1, 11110, 10, 0, 10), (2, 5, 0, 1100, 1100), (3, 0, 0, 10005, 10005)]
    assert adjusted(warehouse) == [("a", 1, 2, "late", 1100), ("a", 1, 3, "late", 10000), ("a", 2, 3, "late", 5)]
    before = billed(warehouse, "a"), adjusted(warehouse)
    warehouse.dbt("build", "--full-refresh")
    assert (billed(warehouse, "a"), adjusted(warehouse)) == before


def test_copies_that_come_after_the_close_correct_it(new_warehouse: NewWarehouse) -> None:
    """The earliest call counts: a copy with an earlier time takes the place of one that was billed."""
    warehouse = new_warehouse("copies")
    warehouse.vars = {**warehouse.vars, "billing_grace_days": 3}
    in_time, late = date(2026, 1, 25), date(2026, 2, 20)
    load(
        warehouse,
        [
            *until(date(2026, 3, 1)),
            came("more", "a", date(2026, 1, 20), in_time, 2.0),
            came("more", "a", date(2026, 1, 10), late, 7.0),
            came("same", "a", date(2026, 1, 20), in_time, 3.0),
            came("same", "a", date(2026, 1, 20), late, 3.0),
            came("owner", "b", date(2026, 1, 20), in_time, 100.0),
            came("owner", "c", date(2026, 1, 10), late, 100.0),
            # Replaced in the same load, and before the close: nothing to correct.
            came("one load", "d", date(2026, 1, 20), in_time, 50.0),
            came("one load", "a", date(2026, 1, 10), in_time, 50.0),
            # Billed in February, which is open, and found to be of January, which is closed.
            came("month", "a", date(2026, 2, 2), date(2026, 2, 3), 1000.0),
            came("month", "a", date(2026, 1, 31), late, 1000.0),
        ],
        [],
    )
    warehouse.dbt("build")
    assert adjusted(warehouse) == [
        ("a", 1, 2, "corrected", 1005),
        ("b", 1, 2, "reattributed", -100),
        ("c", 1, 2, "reattributed", 100),
    ]
    assert billed(warehouse, "a") == [(1, 1060, 55, 0, 55), (2, 0, 0, 1005, 1005)]
    # `b` makes no call that counts any more, and was billed for one.
    assert billed(warehouse, "b") == [(1, 0, 100, 0, 100), (2, 0, 0, -100, -100)]
    assert billed(warehouse, "c") == [(1, 100, 0, 0, 0), (2, 0, 0, 100, 100)]
    assert billed(warehouse, "d") == []


def test_a_call_that_is_cancelled_after_the_close_is_taken_from_a_later_bill(new_warehouse: NewWarehouse) -> None:
    """Also in a source of which the last copy counts."""
    warehouse = new_warehouse("cancelled")
    source = {"cancelled_when": "http_response_status_code = 499", "keep_copy": "latest"}
    sources = [{**VARS["api_call_sources"][0], **source}]
    warehouse.vars = {**warehouse.vars, "api_call_sources": sources, "billing_grace_days": 3}

    def cancels(id: str, loaded_on: date) -> tuple[Any, ...]:
        return (*came(id, "anybody", loaded_on, loaded_on)[:4], 499, 1.0)

    called, in_time, late = date(2026, 1, 20), date(2026, 1, 25), date(2026, 2, 20)
    load(
        warehouse,
        [
            *until(MARCH),
            came("after", "a", called, in_time, 2.0),
            cancels("after", late),
            came("in time", "a", called, in_time, 10.0),
            cancels("in time", date(2026, 2, 2)),
            # Nothing was billed for it, and nothing is.
            cancels("before", in_time),
            came("before", "a", called, late, 100.0),
            # Billed, billed for more, and taken back.
            came("corrected", "a", called, in_time, 1000.0),
            came("corrected", "a", called, date(2026, 2, 10), 1500.0),
            cancels("corrected", late),
            came("grew", "b", called, in_time, 1.0),
            came("grew", "b", called, late, 5.0),
        ],
        [],
    )
    warehouse.dbt("build")
    assert adjusted(warehouse) == [
        ("a", 1, 2, "cancelled", -1502),
        ("a", 1, 2, "corrected", 500),
        ("b", 1, 2, "corrected", 4),
    ]
    assert billed(warehouse, "a") == [(1, 0, 1002, 0, 1002), (2, 0, 0, -1002, -1002)]
    assert billed(warehouse, "b") == [(1, 5, 1, 0, 1), (2, 0, 0, 4, 4)]
    before = billed(warehouse, "a"), adjusted(warehouse)
    warehouse.dbt("build", "--full-refresh")
    assert (billed(warehouse, "a"), adjusted(warehouse)) == before


def test_a_period_that_is_reopened_takes_what_comes_until_it_is_closed_again(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("reopened")
    warehouse.vars = {**warehouse.vars, **OF_CLOSINGS}
    days = [date(2026, 2, day) for day in (2, 6, 12, 16)]
    closings: list[tuple[Any, ...]] = [
        ("a", JANUARY, datetime(2026, 2, 5), date(2026, 2, 10), None),
        ("a", JANUARY, datetime(2026, 2, 15), None, 101.0),
        (None, JANUARY, datetime(2026, 2, 3), None, None),
    ]
    load(
        warehouse,
        [
            *until(MARCH),
            *(came(f"a {n}", "a", date(2026, 1, 5), day, 10.0**n) for n, day in enumerate(days)),
            *(came(f"b {n}", "b", date(2026, 1, 5), day, 10.0**n) for n, day in enumerate(days)),
        ],
        [],
    )
    warehouse.load("raw.closings", CLOSINGS, closings)
    warehouse.dbt("build")
    # Of `a`, the second came while January was closed for the first time; of `b`, the first came in time.
    assert adjusted(warehouse) == [("a", 1, 2, "late", 1010), ("b", 1, 2, "late", 1110)]
    assert billed(warehouse, "a") == [(1, 1111, 101, 0, 101), (2, 0, 0, 1010, 1010)]
    # In any order of the rows of closings.
    warehouse.execute("delete from raw.closings")
    warehouse.load("raw.closings", CLOSINGS, closings[::-1])
    warehouse.dbt("build")
    assert billed(warehouse, "a") == [(1, 1111, 101, 0, 101), (2, 0, 0, 1010, 1010)]


def test_measures_that_come_after_the_close_are_priced_in_the_next_period(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("measures")
    warehouse.vars = {**warehouse.vars, "billing_grace_days": 3, "call_measures": ["tokens"]}
    load(warehouse, [], [], [*FREE, (None, "tokens", None, 0.5, None, None)])
    warehouse.execute("drop table raw.partner_calls")
    calls = [
        *((*call, 0) for call in until(date(2026, 3, 1))),
        (*came("in time", "a", date(2026, 1, 5), date(2026, 1, 6)), 40),
        (*came("late", "a", date(2026, 1, 5), date(2026, 2, 10), 2.0), 300),
        (*came("copy", "a", date(2026, 1, 8), date(2026, 1, 9)), 7),
        (*came("copy", "a", date(2026, 1, 7), date(2026, 2, 10)), 9),
    ]
    warehouse.load("raw.partner_calls", {**CALLS, "tokens": "bigint"}, calls)
    warehouse.dbt("build")
    adjustments = warehouse.rows("select reason, tokens, calls from fct_billing_adjustments order by reason")
    assert [tuple(row.values()) for row in adjustments] == [("corrected", 2, 0), ("late", 600, 2)]
    rows = warehouse.rows(
        "select tokens, billed_tokens, amount from fct_billing_period_calls where account_id = 'a' order by 1 desc"
    )
    assert [tuple(row.values()) for row in rows] == [(649, 47, Decimal("23.5")), (0, 602, 301)]


def test_what_is_billed_only_later_needs_a_price_there(new_warehouse: NewWarehouse) -> None:
    """A closing for all accounts closes the periods that are over, and no longer one that begins on the same day."""
    warehouse = new_warehouse("unpriced")
    warehouse.vars = {**warehouse.vars, **OF_CLOSINGS}
    periods: list[tuple[Any, ...]] = [
        ("a", JANUARY, FEBRUARY, None),
        ("a", FEBRUARY, MARCH, "unpriced"),
        ("quarter", JANUARY, date(2026, 4, 1), None),
    ]
    late = [came(account, account, date(2026, 1, 5), date(2026, 2, 10), 7.0) for account in ("a", "quarter")]
    load(warehouse, [*until(MARCH), *late], periods)
    warehouse.load("raw.closings", CLOSINGS, [(None, JANUARY, datetime(2026, 2, 5), None, None)])
    passed, said = warehouse.dbt("build", must_pass=False)
    assert not passed
    assert "Account a, plan unpriced: its billing period of 2026-02-01 has no amount." in said
    assert "every_closing_applies_as_declared failed" not in said
    assert billed(warehouse, "a") == [(1, 7, 0, 0, 0), (2, 0, 0, 7, 7)]
    assert billed(warehouse, "quarter") == [(1, 7, 7, 0, 7)]


def test_a_fault_in_closings_is_never_green(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("faults")
    warehouse.vars = {**warehouse.vars, **OF_CLOSINGS}
    accounts = ["early", "no period", "twice", "at noon", "turned round", "billed", "all"]
    load(
        warehouse,
        [
            *until(date(2026, 4, 1)),
            *(came(account, account, date(2026, 1, 5), date(2026, 1, 6)) for account in accounts),
            came("never loaded", "billed", date(2026, 1, 7), None),
            came("too late", "last", date(2026, 1, 7), date(2026, 3, 20), 7.0),
        ],
        [("last", JANUARY, FEBRUARY, None)],
    )
    at = datetime(2026, 2, 5)
    warehouse.load(
        "raw.closings",
        CLOSINGS,
        [
            ("early", JANUARY, datetime(2026, 1, 20), None, None),
            ("no period", date(2026, 1, 2), at, None, None),
            ("twice", JANUARY, at, None, None),
            ("twice", JANUARY, datetime(2026, 2, 8), None, None),
            ("at noon", JANUARY, datetime(2026, 2, 5, 12), None, None),
            ("turned round", JANUARY, at, date(2026, 2, 1), None),
            ("billed", JANUARY, at, None, 5.0),
            (None, JANUARY, at, None, 5.0),
            ("last", JANUARY, at, None, None),
        ],
    )
    passed, said = warehouse.dbt("build", vars={"printed_failing_rows": 99}, must_pass=False)
    assert not passed
    of_row = "closings: the row of account {}, period 2026-01-01, does not apply: {}."
    for account, problem in {
        "early": "closed_at is before the end of the period",
        "twice": "an earlier row closes the period, and does not reopen it before",
        "at noon": "closed_at has a time of day, and a period closes as a day begins",
        "turned round": "reopened_at is not after closed_at",
        "none": "billed_calls needs an account_id",
    }.items():
        assert of_row.format(account, problem) in said, problem
    assert "account no period, period 2026-01-02, does not apply: no billing period begins on that day." in said
    assert "account billed was billed for 5 calls in the period of 2026-01-01, and by now these are 2." in said
    assert "Account last: 7 calls of the period of 2026-01-01 came after it was closed, and no later period" in said
    assert "Source edge: 1 calls from 2026-01-07 on have no load time" in said
