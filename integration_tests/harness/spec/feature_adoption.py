"""fct_feature_adoption, recomputed from the calls of routes by day and from product events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal

from harness.spec.engagement import Inputs, account_of, feature_of, once_each
from harness.spec.marts import Mart, Marts
from harness.spec.volume import UNATTRIBUTED, Settings, is_complete, period_end, period_start, reporting_date, rounded

POWER_DAYS = 14
Days = Mapping[str, set[date]]


def ratio(part: int, whole: int) -> Decimal | None:
    return rounded(Decimal(part) / Decimal(whole), 6) if whole else None


def days_of_features(engagement: Inputs, volume: Marts, settings: Settings) -> dict[str, dict[str, set[date]]]:
    """The days on which each account used each feature: feature -> account -> days."""
    used: dict[str, dict[str, set[date]]] = defaultdict(lambda: defaultdict(set))
    for day, account_id, _, method, route, _ in volume["fct_route_calls_daily"]:
        if feature := feature_of(method, route, engagement.api_features):
            used[feature][account_id].add(day)
    for event in once_each(engagement.product_events or (), "event_id", "occurred_at"):
        if event["event_name"]:
            used[event["event_name"]][account_of(event)].add(reporting_date(event["occurred_at"], settings))
    return used


def recompute_feature_adoption(
    engagement: Inputs,
    volume: Marts,
    complete_before: date | None,
    settings: Settings,
    segments: Mapping[str, str],
    internal: Collection[str],
) -> Mart:
    """Each complete month of each feature, from its first use on: by segment, and all accounts together."""
    called: dict[str, set[date]] = defaultdict(set)
    for day, account_id in volume["fct_account_calls_daily"]:
        if account_id != UNATTRIBUTED and account_id not in internal:
            called[account_id].add(day)
    features: dict[str, dict[str, set[date]]] = {}
    for feature, of_accounts in days_of_features(engagement, volume, settings).items():
        days = {
            account_id: {day for day in of_account if day >= min(called[account_id])}
            for account_id, of_account in of_accounts.items()
            if account_id in called
        }
        features[feature] = {account_id: of_account for account_id, of_account in days.items() if of_account}
    active = {
        account_id: days.union(*(of_accounts.get(account_id, set()) for of_accounts in features.values()))
        for account_id, days in called.items()
    }
    months = {period_start(day, "month", settings) for days in active.values() for day in days}
    mart: Mart = {}
    for month in months:
        if not is_complete(month, "month", complete_before):
            continue
        days_active = {account_id: days_in(days, month) for account_id, days in active.items()}
        eligible = {account_id for account_id, days in days_active.items() if days}
        power = {account_id for account_id in eligible if days_active[account_id] >= POWER_DAYS}
        for feature, of_accounts in features.items():
            if all(min(days) >= period_end(month, "month") for days in of_accounts.values()):
                continue
            for segment in {"(all)", *(segments.get(account_id, "(unknown)") for account_id in eligible)}:
                of_segment = {
                    account_id for account_id in eligible if segment in ("(all)", segments.get(account_id, "(unknown)"))
                }
                mart[month, feature, segment] = cell(of_accounts, called, month, of_segment, power, complete_before)
    return mart


def days_in(days: set[date], month: date) -> int:
    return sum(month <= day < period_end(month, "month") for day in days)


def cell(
    used: Days, called: Days, month: date, eligible: set[str], power: set[str], complete_before: date | None
) -> dict[str, object]:
    """The figures of a feature in a month, over these accounts."""
    following = period_end(month, "month")
    adopting = {account_id for account_id in eligible if days_in(used.get(account_id, set()), month)}
    to_first_use = sorted(
        (min(used[account_id]) - min(called[account_id])) // timedelta(days=1)
        for account_id in adopting
        if min(used[account_id]) >= month
    )
    again = {account_id for account_id in adopting if days_in(used[account_id], following)}
    knows_next = is_complete(following, "month", complete_before)
    others = eligible - power
    return {
        "eligible_accounts": len(eligible),
        "adopting_accounts": len(adopting),
        "adoption_share": ratio(len(adopting), len(eligible)),
        "first_users": len(to_first_use),
        "median_days_to_first_use": to_first_use[(len(to_first_use) - 1) // 2] if to_first_use else None,
        "active_days_each": ratio(sum(days_in(used[account_id], month) for account_id in adopting), len(adopting)),
        "used_again_share": ratio(len(again), len(adopting)) if knows_next else None,
        "power_accounts": len(eligible & power),
        "power_account_share": ratio(len(adopting & power), len(eligible & power)),
        "other_account_share": ratio(len(adopting - power), len(others)),
        "is_complete_period": True,
    }
