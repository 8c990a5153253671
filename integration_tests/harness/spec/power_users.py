"""fct_power_users and fct_power_user_curve, recomputed from the calls of users by day and from product events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from harness.spec.engagement import Row, account_of, once_each
from harness.spec.marts import Mart, Marts
from harness.spec.volume import (
    UNATTRIBUTED,
    Settings,
    is_complete,
    period_start,
    reporting_date,
    rounded,
    share_of_calls,
)

POWER_USER_DAYS = 14
Who = tuple[str, str]


def recompute_power_users(
    volume: Marts,
    complete_before: date | None,
    settings: Settings,
    product_events: Iterable[Row] | None,
    internal: Collection[str] = (),
) -> dict[str, Mart]:
    """Both marts; `product_events` is None where they are not declared."""
    calls: dict[Who, dict[date, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for (day, account_id, _, user_id), cell in volume["fct_user_calls_daily"].items():
        if user_id is not None:
            calls[account_id, user_id][day] += cell["api_calls"]
    features: dict[Who, list[tuple[date, str]]] = defaultdict(list)
    for event in once_each(product_events or (), "event_id", "occurred_at"):
        if event["user_id"] and event["event_name"]:
            day = reporting_date(event["occurred_at"], settings)
            features[account_of(event), event["user_id"]].append((day, event["event_name"]))
    of_account: dict[tuple[date, str], Decimal] = defaultdict(Decimal)
    for (day, account_id), cell in volume["fct_account_calls_daily"].items():
        of_account[period_start(day, "week", settings), account_id] += cell["api_calls"]

    users: Mart = {}
    for who, days in calls.items():
        weeks = {period_start(day + timedelta(days=7 * later), "week", settings) for day in days for later in range(4)}
        for week in weeks:
            if is_complete(week, "week", complete_before):
                last = week + timedelta(days=6)
                of_week = sum((calls_of for day, calls_of in days.items() if week <= day <= last), Decimal(0))
                active_days = sum(last - timedelta(days=28) < day <= last for day in days)
                used = Counter(name for day, name in features[who] if last - timedelta(days=28) < day <= last)
                known = product_events is not None
                share = share_of_calls(of_week, of_account.get((week, who[0]), Decimal(0)))
                users[(week, *who)] = {
                    "api_calls": of_week,
                    "active_days_28": active_days,
                    "features_used": len(used) if known else None,
                    "top_feature": min(used, key=lambda name: (-used[name], name.encode()), default=None),
                    "share_of_account_calls": None if share is None else rounded(share, 6),
                    "is_power_user": active_days >= POWER_USER_DAYS,
                    "is_complete_period": True,
                }
    return {"fct_power_users": users, "fct_power_user_curve": curve(users, internal)}


def curve(users: Mart, internal: Collection[str]) -> Mart:
    """How many users of all accounts were active on how many days."""
    cells: dict[tuple[date, int], list[Any]] = defaultdict(list)
    for (week, account_id, _), cell in users.items():
        if account_id != UNATTRIBUTED and account_id not in internal:
            cells[week, cell["active_days_28"]].append(cell)
    totals = Counter({week: 0 for week, _ in cells})
    for (week, _), group in cells.items():
        totals[week] += len(group)
    return {
        (week, days): {
            "users": len(group),
            "share_of_users": rounded(Decimal(len(group)) / totals[week], 6),
            "api_calls": sum((cell["api_calls"] for cell in group), Decimal(0)),
            "is_power_user": days >= POWER_USER_DAYS,
        }
        for (week, days), group in cells.items()
    }
