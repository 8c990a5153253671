"""The findings of accounts, from the recomputed health, power users and forecasts."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from harness.spec.marts import Cell, Marts
from harness.spec.volume import UNATTRIBUTED, Settings, period_start, rounded

WEEK = timedelta(weeks=1)


def findings_of(cell: Cell) -> dict[str, Decimal]:
    """The findings of an account's week, and the calls at stake."""
    found: dict[str, Decimal] = {}
    calls, position = cell["api_calls"], cell["position_in_range"]
    if position == "below" and 0 < calls < cell["low_calls"] * Decimal("0.7"):
        found["fell"] = cell["usual_calls"] - calls
    if position == "above" and calls - cell["busiest_day_calls"] > cell["high_calls"]:
        found["rose"] = calls - cell["usual_calls"]
    if calls == 0 and (cell["usual_calls"] or 0) >= 20 and position in ("below", "too_new"):
        found["went_quiet"] = cell["usual_calls"]
    if calls > 0 and cell["change_13w_ratio"] is not None and cell["change_13w_ratio"] <= Decimal("-0.5"):
        found["declining"] = cell["earlier_calls"] - cell["recent_calls"]
    return found


def top_user_left(insight: Marts, week: date, account_id: str, users: dict[tuple[date, str], Counter[str]]) -> Any:
    """The calls a week of one user who made more than half of the four weeks before, and none of this week."""
    cell = insight["fct_account_health"][week, account_id]
    of_week = users.get((week, account_id))
    if not of_week or (cell["usual_calls"] or 0) < 20:
        return None
    before = [week - WEEK * ago for ago in range(1, 5)]
    calls_of_users = sum((users.get((start, account_id), Counter()) for start in before), Counter())
    all_calls = sum(
        (insight["fct_account_health"].get((start, account_id), {"api_calls": Decimal(0)})["api_calls"])
        for start in before
    )
    for user_id, calls in calls_of_users.items():
        if calls > all_calls / 2 and user_id not in of_week:
            return rounded(Decimal(calls) / 4, 6)
    return None


def over_quota_ahead(insight: Marts, settings: Settings) -> dict[tuple[date, str], Decimal]:
    """The calls beyond the quota that are forecast, by the last complete week and account."""
    ahead = {}
    for (_, account_id, as_of_date), cell in insight["fct_month_forecast"].items():
        exhausted_on = cell["quota_exhausted_on"]
        if not cell["is_complete_period"] and exhausted_on is not None and exhausted_on > as_of_date:
            running = period_start(as_of_date + timedelta(days=1), "week", settings)
            ahead[running - WEEK, account_id] = cell["forecast_calls"] - cell["quota_calls"]
    return ahead


def recompute_findings(insight: Marts, internal: frozenset[str], settings: Settings) -> dict[tuple[Any, ...], Cell]:
    """Each finding of an account by week: since when it lasts, for how many weeks, and what is at stake."""
    users: dict[tuple[date, str], Counter[str]] = {}
    for (week, account_id, user_id), cell in insight["fct_power_users"].items():
        if cell["api_calls"]:
            users.setdefault((week, account_id), Counter())[user_id] = cell["api_calls"]
    ahead = over_quota_ahead(insight, settings)
    mart: dict[tuple[Any, ...], Cell] = {}
    for week, account_id in sorted({*insight["fct_account_health"], *ahead}):
        if account_id in internal or account_id == UNATTRIBUTED:
            continue
        found = {}
        if (week, account_id) in insight["fct_account_health"]:
            found = findings_of(insight["fct_account_health"][week, account_id])
            if (calls_a_week := top_user_left(insight, week, account_id, users)) is not None:
                found["top_user_left"] = calls_a_week
        if (week, account_id) in ahead:
            found["over_quota_ahead"] = ahead[week, account_id]
        for finding, calls in found.items():
            before = mart.get((account_id, week - WEEK, finding))
            mart[account_id, week, finding] = {
                "first_found_week": before["first_found_week"] if before else week,
                "weeks_open": before["weeks_open"] + 1 if before else 1,
                "calls_at_stake": calls,
            }
    return mart
