"""The findings of accounts, from the recomputed health."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from harness.spec.marts import Cell, Mart

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


def recompute_findings(health: Mart, internal: frozenset[str]) -> dict[tuple[Any, ...], Cell]:
    """Each finding of an account by week: since when it lasts, for how many weeks, and what is at stake."""
    mart: dict[tuple[Any, ...], Cell] = {}
    for week, account_id in sorted(health):
        if account_id in internal:
            continue
        for finding, calls in findings_of(health[week, account_id]).items():
            before = mart.get((account_id, week - WEEK, finding))
            mart[account_id, week, finding] = {
                "first_found_week": before["first_found_week"] if before else week,
                "weeks_open": before["weeks_open"] + 1 if before else 1,
                "calls_at_stake": calls,
            }
    return mart
