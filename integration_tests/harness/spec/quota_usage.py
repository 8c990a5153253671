"""fct_quota_usage and fct_quota_crossings, recomputed from the daily fact, day by day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal

from harness.spec.local_days import LocalDays
from harness.spec.marts import Mart
from harness.spec.month_forecast import Quota
from harness.spec.volume import period_end, rounded

THRESHOLDS = (50, 75, 90, 100)
# From an account and a day to the first day of its billing period and the day after the last.
BillingPeriodOf = Callable[[str, date], tuple[date, date] | None]


def calendar_month(_: str, day: date) -> tuple[date, date]:
    start = day.replace(day=1)
    return start, period_end(start, "month")


def recompute_quota_usage(
    daily: Mart,
    complete_before: date | None,
    quotas: Iterable[Quota],
    billing_period_of: BillingPeriodOf,
    local: LocalDays,
) -> dict[str, Mart]:
    """Both marts, of quotas of calls. `local`: the days by which accounts are billed."""
    windows_of: dict[str, BillingPeriodOf] = {
        "day": lambda _, day: (day, day + timedelta(days=1)),
        "calendar month": calendar_month,
        "billing period": billing_period_of,
    }
    calls: dict[str, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for (day, account_id, _), cell in daily.items():
        calls[account_id][day] += cell["api_calls"]
    billed: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for (day, account_id), cell in local.daily.items():
        billed[account_id][day] = cell["api_calls"]
    by_key: dict[tuple[str, str], list[Quota]] = defaultdict(list)
    for quota in quotas:
        by_key[quota.account_id, quota.window].append(quota)
    usage: Mart = {}
    crossings: Mart = {}
    for (account_id, window), of_key in by_key.items():
        windows: dict[tuple[date, date], dict[date, Decimal]] = defaultdict(dict)
        is_billing_period = window == "billing period"
        for day, of_day in (billed if is_billing_period else calls)[account_id].items():
            if of_window := windows_of[window](account_id, day):
                windows[of_window][day] = of_day
        for (start, end), days in windows.items():
            amount = amount_in(of_key, start, end)
            if amount is None:
                continue
            key = (start, account_id, "calls", window)
            used, first_day_over = Decimal(0), None
            for number, day in enumerate(in_order := sorted(days)):
                used += days[day]
                if used > amount and first_day_over is None:
                    first_day_over = day
                for threshold in THRESHOLDS:
                    if used > 0 and used * 100 >= amount * threshold:
                        crossing = crossings.setdefault((*key, threshold), {"crossed_on": day})
                        crossing["resolved_on"] = in_order[number + 1] if in_order[number + 1 :] else None
            loaded = local.complete_before(account_id, start) if is_billing_period else complete_before
            usage[key] = {
                "quota_amount": amount,
                "used": used,
                "used_share": rounded(used / amount, 6) if amount else None,
                "overage": max(used - amount, Decimal(0)),
                "first_day_over": first_day_over,
                "is_complete_period": bool(loaded and end <= loaded),
            }
    return {"fct_quota_usage": usage, "fct_quota_crossings": crossings}


def amount_in(quotas: Iterable[Quota], start: date, end: date) -> Decimal | None:
    """The amount of the quota that applies last in a window; a later one ends an earlier one."""
    begun = [quota for quota in quotas if (quota.valid_from or date.min) < end]
    latest = max((quota.valid_from or date.min for quota in begun), default=None)
    last = [quota for quota in begun if (quota.valid_from or date.min) == latest]
    if not last:
        return None
    smallest = min(last, key=lambda quota: (quota.amount, -(quota.valid_to or date.max).toordinal()))
    if (smallest.valid_to or date.max) > start:
        return smallest.amount
    return None
