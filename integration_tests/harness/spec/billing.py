"""The billing marts, recomputed from the daily fact of accounts, account by account."""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from harness.spec.marts import Cell, Mart
from harness.spec.month_forecast import Quota
from harness.spec.quota_usage import amount_in
from harness.spec.volume import OUTCOMES, rounded

DAY = timedelta(days=1)
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
class Billing:
    """Who is billed by which day or periods, and the prices."""

    accounts: Mapping[str, Billed]
    periods: Mapping[str, list[Period]]
    tiers: list[Tier]

    def period_of(self, account_id: str, day: date) -> Period | None:
        """The billing period of an account that a day lies in."""
        if account_id in self.periods:
            return next((period for period in self.periods[account_id] if period.start <= day < period.end), None)
        billed = self.accounts.get(account_id, Billed())
        return Period(*month_from(day, billed.billing_day), billed.plan)


def dated(text: Any, otherwise: date | None = None) -> date | None:
    return date.fromisoformat(text) if text else otherwise


def billing_of(accounts: Iterable[Mapping[str, Any]], tiers: Iterable[Mapping[str, Any]]) -> Billing:
    """From the rows of both relations, as texts."""
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
    daily: Mart, complete_before: date | None, billing: Billing, quotas: Iterable[Quota]
) -> dict[str, Mart]:
    """Both marts, of calls."""
    days_of: dict[str, dict[date, Cell]] = defaultdict(dict)
    for (day, account_id), cell in daily.items():
        days_of[account_id][day] = cell
    quotas = [quota for quota in quotas if quota.metric == "calls" and quota.window == "billing period"]
    by_period: Mart = {}
    lines: Mart = {}
    for account_id in {*days_of, *billing.accounts, *billing.periods}:
        days = days_of.get(account_id, {})
        for period in periods_of(account_id, days, complete_before, billing):
            within = [cell for day, cell in days.items() if period.start <= day < period.end]
            cell = {measure: sum((row[measure] for row in within), Decimal(0)) for measure in MEASURES}
            included = amount_in(
                [quota for quota in quotas if quota.account_id == account_id], period.start, period.end
            )
            of_period = list(priced(cell["api_calls"], period, billing.tiers))
            for tier, line in of_period:
                lines[account_id, period.start, "calls", tier] = line
            by_period[account_id, period.start] = cell | {
                "period_end": period.end,
                "plan": period.plan,
                "included_calls": included,
                "overage_calls": None if included is None else max(cell["api_calls"] - included, Decimal(0)),
                "amount": sum(line["amount"] for _, line in of_period) if of_period else None,
                "is_complete_period": bool(complete_before and period.end <= complete_before),
            }
    return {"fct_billing_period_calls": by_period, "fct_billing_lines": lines}


def periods_of(
    account_id: str, days: Mapping[date, Cell], complete_before: date | None, billing: Billing
) -> Iterator[Period]:
    """Those with calls; of a declared account, also those for which it is billed all the same."""
    called: Callable[[Period], bool] = lambda period: any(period.start <= day < period.end for day in days)  # noqa: E731
    if account_id in billing.periods:
        begun = max([*days, *([complete_before - DAY] if complete_before else [])], default=date.min)
        yield from (period for period in billing.periods[account_id] if period.start <= begun)
        return
    billed = billing.accounts.get(account_id)
    if billed is None:
        yield from {period for day in days if (period := billing.period_of(account_id, day))}
        return
    started_on = billed.started_on or min(days, default=None)
    if started_on is None:
        return
    last = max([*days, *([complete_before - DAY] if complete_before else [])], default=started_on)
    last = max(last, started_on) if not days else last
    period = billing.period_of(account_id, min([*days, started_on]))
    while period and period.start <= last:
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
