"""The billing marts, recomputed from the daily fact of accounts, account by account."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from harness.spec.arrivals import NO_ZONES, Arrival, Arrivals
from harness.spec.local_days import AccountZone, LocalDays, Zones
from harness.spec.marts import Cell, Mart
from harness.spec.month_forecast import Quota
from harness.spec.quota_usage import amount_in
from harness.spec.volume import OUTCOMES, rounded

DAY = timedelta(days=1)
NO_ARRIVALS = Arrivals()
MEASURES = ["api_calls", *OUTCOMES.values(), "request_bytes", "response_bytes"]


@dataclass(frozen=True)
class Billed:
    """A row of the relation `billing_periods` that has billing days."""

    billing_day: int = 1
    plan: str | None = None
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class Period:
    """A row of the relation `billing_periods` that has periods."""

    start: date
    end: date
    plan: str | None = None


@dataclass(frozen=True)
class Tier:
    """A row of the relation `rate_card`."""

    metric: str
    up_to: Decimal | None
    unit_price: Decimal
    flat_price: Decimal = Decimal(0)
    plan: str = ""
    tiers_mode: str = "graduated"
    valid_from: date = date.min
    valid_to: date = date.max


@dataclass(frozen=True)
class Closing:
    """A row of the relation `closings`; of all accounts where it names none."""

    account_id: str | None
    period_start: date
    closed_on: date
    reopened_on: date = date.max


@dataclass(frozen=True)
class Billing:
    """Who is billed by which day or periods, the prices, and when periods close."""

    accounts: Mapping[str, Billed]
    periods: Mapping[str, list[Period]]
    tiers: list[Tier]
    closings: list[Closing] = field(default_factory=list)
    grace_days: int | None = None
    zones: Zones = field(default_factory=lambda: NO_ZONES)  # of the accounts that have one of their own

    def is_closed(self, account_id: str, period: Period, day: date) -> date | None:
        """Since when a period is closed on a day; None where it is open."""
        of_period = [row for row in self.closings if row.period_start == period.start and row.closed_on >= period.end]
        own = [row for row in of_period if row.account_id == account_id]
        rows = own or [row for row in of_period if row.account_id is None]
        if not rows and self.grace_days is not None:
            rows = [Closing(account_id, period.start, period.end + self.grace_days * DAY)]
        return max((row.closed_on for row in rows if row.closed_on <= day < row.reopened_on), default=None)

    def period_of(self, account_id: str, day: date) -> Period | None:
        """The billing period of an account that a day lies in."""
        if account_id in self.periods:
            return next((period for period in self.periods[account_id] if period.start <= day < period.end), None)
        billed = self.accounts.get(account_id, Billed())
        return Period(*month_from(day, billed.billing_day), billed.plan)

    def period_after(self, account_id: str, period: Period) -> Period | None:
        if account_id in self.periods:
            later = [other for other in self.periods[account_id] if other.start > period.start]
            return min(later, key=lambda other: other.start, default=None)
        return self.period_of(account_id, period.end)

    def open_period_after(self, period: Period, arrival: Arrival, last_day: date) -> Period | None:
        """
        The next period of the account that was open when something came for a closed one; None where a clock that is
        ahead says that it came after all periods.
        """
        account_id = arrival.account_id
        later = self.period_after(account_id, period)
        while later and self.is_closed(account_id, later, arrival.arrived_on):
            later = self.period_after(account_id, later)
            if later and account_id not in self.periods and later.start.replace(day=1) > last_day:
                return None
        return later


def dated(text: Any, otherwise: date | None = None) -> date | None:
    return date.fromisoformat(text) if text else otherwise


def billing_of(
    accounts: Iterable[Mapping[str, Any]],
    tiers: Iterable[Mapping[str, Any]],
    closings: Iterable[Mapping[str, Any]] = (),
    grace_days: int | None = None,
) -> Billing:
    """From the rows of the relations, as texts."""
    rows = list(accounts)
    periods: dict[str, list[Period]] = defaultdict(list)
    for row in rows:
        if row.get("period_start"):
            start, end = date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"])
            periods[row["account_id"]].append(Period(start, end, row["plan"] or None))
    return Billing(
        {
            row["account_id"]: Billed(
                int(row["billing_day"] or 1), row["plan"] or None, dated(row["started_on"]), dated(row["ended_on"])
            )
            for row in rows
            if not row.get("period_start")
        },
        periods,
        [
            Tier(
                row["metric"],
                Decimal(row["up_to"]) if row["up_to"] else None,
                Decimal(row["unit_price"] or 0),
                Decimal(row["flat_price"] or 0),
                row["plan"] or "",
                row["tiers_mode"] or "graduated",
                dated(row["valid_from"]) or date.min,
                dated(row["valid_to"]) or date.max,
            )
            for row in tiers
        ],
        [
            Closing(
                row["account_id"] or None,
                date.fromisoformat(row["period_start"]),
                date.fromisoformat(row["closed_at"]),
                dated(row["reopened_at"]) or date.max,
            )
            for row in closings
        ],
        grace_days,
        {
            row["account_id"]: AccountZone(row["time_zone"], dated(row["time_zone_from"]) or date.min)
            for row in rows
            if row.get("time_zone")
        },
    )


def anchor(year: int, month: int, billing_day: int) -> date:
    """The day of a month on which periods start; months count on beyond December and before January."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(billing_day, calendar.monthrange(year, month)[1]))


def month_from(day: date, billing_day: int) -> tuple[date, date]:
    """The billing month of a day: its first day, and that of the next one."""
    number = day.month if day >= anchor(day.year, day.month, billing_day) else day.month - 1
    return anchor(day.year, number, billing_day), anchor(day.year, number + 1, billing_day)


def recompute_billing(
    local: LocalDays,
    billing: Billing,
    quotas: Iterable[Quota],
    arrived: Arrivals = NO_ARRIVALS,
) -> dict[str, Mart]:
    """The marts of billing, of calls. `arrived`: when these came to count, where periods close."""
    days_of: dict[str, dict[date, Cell]] = defaultdict(dict)
    for (day, account_id), cell in local.daily.items():
        days_of[account_id][day] = cell
    quotas = [quota for quota in quotas if quota.metric == "calls" and quota.window == "billing period"]
    adjustments = adjustments_of(arrived, billing, last_day_of(local.daily, billing, arrived))
    by_period: Mart = {}
    lines: Mart = {}
    for account_id in {*days_of, *billing.accounts, *billing.periods, *(key[0] for key in adjustments)}:
        days = days_of.get(account_id, {})
        own = {key: cell["calls"] for key, cell in adjustments.items() if key[0] == account_id}
        touched = {start for key in own for start in key[1:3] if start}
        periods = {period.start: period for period in periods_of(account_id, days, local, billing)}
        for start in touched - {*periods}:
            period = billing.period_of(account_id, start)
            assert period
            assert period.start == start
            periods[start] = period
        for period in periods.values():
            within = [cell for day, cell in days.items() if period.start <= day < period.end]
            complete_before = local.complete_before(account_id, period.start)
            cell = {measure: sum((row[measure] for row in within), Decimal(0)) for measure in MEASURES}
            cell |= {measure: rounded(cell[measure], 0) for measure in ("request_bytes", "response_bytes")}
            included = amount_in(
                [quota for quota in quotas if quota.account_id == account_id], period.start, period.end
            )
            closed = cell["api_calls"] - sum(calls for key, calls in own.items() if key[1] == period.start)
            added = sum((calls for key, calls in own.items() if key[2] == period.start), Decimal(0))
            billed = closed + added
            closed_on = billing.is_closed(account_id, period, complete_before) if complete_before else None
            of_period = list(priced(billed, period, billing.tiers))
            for tier, line in of_period:
                lines[account_id, period.start, "calls", tier] = line
            by_period[account_id, period.start] = cell | {
                "period_end": period.end,
                "plan": period.plan,
                "closed_calls": closed,
                "adjustment_calls": added,
                "billed_calls": billed,
                "included_calls": included,
                "overage_calls": None if included is None else max(billed - included, Decimal(0)),
                "amount": sum(line["amount"] for _, line in of_period) if of_period else None,
                "closed_on": closed_on,
                "is_closed": closed_on is not None,
                "is_complete_period": bool(complete_before and period.end <= complete_before),
            }
    return {
        "fct_billing_period_calls": by_period,
        "fct_billing_lines": lines,
        "fct_billing_adjustments": adjustments,
    }


def adjustments_of(arrived: Arrivals, billing: Billing, last_day: date) -> Mart:
    """What came for a period after it was closed, and where it is billed."""
    adjustments: Mart = defaultdict(lambda: {"calls": Decimal(0)})
    for arrival in arrived.of_calls:
        period = billing.period_of(arrival.account_id, arrival.day)
        if period and billing.is_closed(arrival.account_id, period, arrival.arrived_on):
            later = billing.open_period_after(period, arrival, last_day)
            key = arrival.account_id, period.start, later.start if later else None, arrival.reason
            adjustments[key]["calls"] += arrival.calls
    return {key: cell for key, cell in adjustments.items() if cell["calls"]}


def last_day_of(daily: Mart, billing: Billing, arrived: Arrivals) -> date:
    """The last day of which the billing period is known of every account."""
    begun = [day for day, _ in daily] + [row.started_on for row in billing.accounts.values() if row.started_on]
    return max([*begun, arrived.loaded_until or date.min], default=date.min)


def periods_of(account_id: str, days: Mapping[date, Cell], local: LocalDays, billing: Billing) -> Iterator[Period]:
    """Those with calls; of a declared account, also those for which it is billed all the same."""

    def has_begun(period: Period, last_day: date) -> bool:
        complete_before = local.complete_before(account_id, period.start)
        return period.start <= last_day or bool(complete_before and period.start < complete_before)

    called: Callable[[Period], bool] = lambda period: any(period.start <= day < period.end for day in days)  # noqa: E731
    if account_id in billing.periods:
        last_day = max(days, default=date.min)
        yield from (period for period in billing.periods[account_id] if has_begun(period, last_day))
        return
    billed = billing.accounts.get(account_id)
    if billed is None:
        yield from {period for day in days if (period := billing.period_of(account_id, day))}
        return
    started_on = billed.started_on or min(days, default=None)
    if started_on is None:
        return
    last_day = max(days, default=started_on)
    period = billing.period_of(account_id, min([*days, started_on]))
    while period and has_begun(period, last_day):
        is_billed = period.start < (billed.ended_on or date.max) and period.end > started_on
        if is_billed or called(period):
            yield period
        period = billing.period_of(account_id, period.end)


def priced(quantity: Decimal, period: Period, tiers: Iterable[Tier]) -> Iterator[tuple[int, Cell]]:
    """The lines of a quantity of calls, by the number of the tier."""
    valid = [
        tier
        for tier in tiers
        if tier.metric == "calls"
        and tier.plan == (period.plan or "")
        and tier.valid_from <= period.start < tier.valid_to
    ]
    latest = max((tier.valid_from for tier in valid), default=None)
    above = Decimal(0)
    last = Decimal("Infinity")
    of_latest = sorted((tier for tier in valid if tier.valid_from == latest), key=lambda tier: tier.up_to or last)
    for number, tier in enumerate(of_latest, 1):
        holds = quantity > above or number == 1
        end = tier.up_to if tier.up_to is not None else last
        if holds and (tier.tiers_mode == "graduated" or quantity <= end):
            units = quantity if tier.tiers_mode == "volume" else min(quantity, end) - above
            yield (
                number,
                {
                    "tiers_mode": tier.tiers_mode,
                    "above": above,
                    "up_to": tier.up_to,
                    "quantity": units,
                    "unit_price": tier.unit_price,
                    "flat_price": tier.flat_price,
                    "amount": rounded(units * tier.unit_price + tier.flat_price, 6),
                },
            )
        above = end
