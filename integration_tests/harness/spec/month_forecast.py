"""fct_month_forecast, recomputed from the daily fact: day by day, account by account."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from harness.spec.marts import Cell, Mart
from harness.spec.volume import UNATTRIBUTED, is_complete, period_end, rounded

DAY = timedelta(days=1)
DAYS_KEPT = (5, 10, 20)
MONTHS_LOOKED_BACK = 6
LEAST_PAST_FORECASTS = 10
SIZES = (100, 1_000, 10_000, 100_000, 1_000_000)

Days = Mapping[date, Decimal]


@dataclass(frozen=True)
class Quota:
    """What an account may use, from a day up to, and without, another."""

    account_id: str
    amount: Decimal
    metric: str = "calls"
    window: str = "calendar month"
    valid_from: date | None = None
    valid_to: date | None = None


def recompute_month_forecast(
    daily: Mart, complete_before: date | None, quotas: Collection[Quota] = (), internal: Collection[str] = ()
) -> Mart:
    """Each account's forecasts of each month that an account called in, or in the month before."""
    if complete_before is None:
        return {}
    calls: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for (day, account_id, _), cell in daily.items():
        calls[account_id][day] += cell["api_calls"]
    months = {day.replace(day=1) for days in calls.values() for day in days if day < complete_before}
    months |= {period_end(month, "month") for month in months}
    running = complete_before.replace(day=1)
    mart: Mart = {}
    for month in {month for month in months if month <= running}:
        is_closed = is_complete(month, "month", complete_before)
        elapsed = DAYS_KEPT if is_closed else ((complete_before - month).days,)
        for count in elapsed:
            outcomes = past_outcomes(calls, month, count, internal)
            for account_id, days in calls.items():
                as_of_date = month + (count - 1) * DAY
                if not is_active(days, month, as_of_date):
                    continue
                mart[month, account_id, as_of_date] = {
                    **forecast_cell(days, month, as_of_date, outcomes),
                    "actual_calls": month_calls(days, month) if is_closed else None,
                    **quota_cell(days, month, as_of_date, quota_of(quotas, account_id, max(as_of_date, month))),
                    "is_complete_period": is_closed,
                }
    return mart


def days_of(first: date, last: date) -> Iterable[date]:
    return (first + number * DAY for number in range((last - first).days + 1))


def last_of(month: date) -> date:
    return period_end(month, "month") - DAY


def month_calls(days: Days, month: date, until: date | None = None) -> Decimal:
    return sum((days.get(day, Decimal(0)) for day in days_of(month, until or last_of(month))), Decimal(0))


def is_active(days: Days, month: date, as_of_date: date) -> bool:
    """Whether the account has called in the month, as far as is known, or in the month before."""
    return any(day in days for day in days_of((month - DAY).replace(day=1), as_of_date))


def expected(days: Days, day: date, as_of_date: date) -> Decimal:
    """The calls of a day to come: the mean of the last four days of its weekday, below 0 on none of them."""
    last_known = as_of_date - (as_of_date - day).days % 7 * DAY
    same_weekday = (days.get(last_known - 7 * weeks * DAY, Decimal(0)) for weeks in range(4))
    return sum((max(calls, Decimal(0)) for calls in same_weekday), Decimal(0)) / 4


def forecast(days: Days, month: date, as_of_date: date) -> Decimal | None:
    """None under 28 days of history."""
    if min(days) > as_of_date - 27 * DAY:
        return None
    ahead = (expected(days, day, as_of_date) for day in days_of(as_of_date + DAY, last_of(month)))
    return rounded(month_calls(days, month, as_of_date) + sum(ahead, Decimal(0)), 6)


def size(calls: Decimal) -> int:
    return sum(calls >= bound for bound in SIZES)


def past_outcomes(
    calls: Mapping[str, Days], month: date, elapsed: int, internal: Collection[str]
) -> dict[int, list[int]]:
    """What the months before became, in millionths of their forecasts after as many days, by size of the forecast."""
    outcomes: dict[int, list[int]] = defaultdict(list)
    past = month
    for _ in range(MONTHS_LOOKED_BACK):
        past = (past - DAY).replace(day=1)
        as_of_date = past + (elapsed - 1) * DAY
        if as_of_date >= last_of(past):
            continue
        for account_id, days in calls.items():
            if account_id == UNATTRIBUTED or account_id in internal or not is_active(days, past, as_of_date):
                continue
            forecast_calls = forecast(days, past, as_of_date)
            if forecast_calls and forecast_calls > 0:
                ratio = min(float(month_calls(days, past)) / float(forecast_calls), 1_000_000)
                outcomes[size(forecast_calls)].append(math.floor(ratio * 1_000_000 + 0.5))
    return outcomes


def by_rank(values: Iterable[int], share: Decimal) -> int:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[math.ceil(share * len(ordered)) - 1]


def forecast_cell(days: Days, month: date, as_of_date: date, outcomes: Mapping[int, list[int]]) -> Cell:
    to_date = month_calls(days, month, as_of_date)
    forecast_calls = forecast(days, month, as_of_date)
    cell: Cell = dict.fromkeys(("low_calls", "high_calls", "past_error_ratio", "past_forecasts"))
    past = [] if forecast_calls is None or forecast_calls < 0 else outcomes.get(size(forecast_calls), [])
    if forecast_calls is not None and len(past) >= LEAST_PAST_FORECASTS:
        for column, share in {"low_calls": Decimal("0.1"), "high_calls": Decimal("0.9")}.items():
            bound = Decimal(repr(float(forecast_calls) * by_rank(past, share) / 1_000_000))
            cell[column] = rounded(max(to_date, bound), 6)
        errors = [abs(outcome - 1_000_000) for outcome in past]
        cell["past_error_ratio"] = Decimal(by_rank(errors, Decimal("0.5"))) / 1_000_000
        cell["past_forecasts"] = len(past)
    return {"calls_to_date": to_date, "forecast_calls": forecast_calls, **cell}


def quota_of(quotas: Iterable[Quota], account_id: str, on: date) -> Decimal | None:
    """Of the quotas that apply, the one that began last; of several of these, the smallest."""
    applying = [
        quota
        for quota in quotas
        if quota.account_id == account_id
        and (quota.metric, quota.window) == ("calls", "calendar month")
        and (quota.valid_from or date.min) <= on
    ]
    latest = max((quota.valid_from or date.min for quota in applying), default=None)
    begun = [quota for quota in applying if (quota.valid_from or date.min) == latest]
    if not begun:
        return None
    smallest = min(begun, key=lambda quota: (quota.amount, -(quota.valid_to or date.max).toordinal()))
    return smallest.amount if (smallest.valid_to or date.max) > on else None


def quota_cell(days: Days, month: date, as_of_date: date, quota: Decimal | None) -> Cell:
    if quota is None:
        return dict.fromkeys(("quota_calls", "quota_used_share", "quota_exhausted_on"))
    used = month_calls(days, month, as_of_date)
    has_forecast = forecast(days, month, as_of_date) is not None
    exhausted_on = None
    so_far = Decimal(0)
    for day in days_of(month, last_of(month) if has_forecast else as_of_date):
        so_far += expected(days, day, as_of_date) if day > as_of_date else days.get(day, Decimal(0))
        if exhausted_on is None and so_far > 0 and so_far >= quota:
            exhausted_on = day
    share = rounded(Decimal(repr(float(used) / float(quota))), 6) if quota else None
    return {"quota_calls": quota, "quota_used_share": share, "quota_exhausted_on": exhausted_on}
