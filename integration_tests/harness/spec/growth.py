"""Growth accounting, recomputed from the recomputed account facts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from harness.spec.marts import Cell, Mart, Marts
from harness.spec.volume import UNATTRIBUTED, Settings, is_complete, period_end, period_start, rounded

FLOWS = ["new", "expansion", "contraction", "resurrected", "churned"]


def recompute_growth(
    volume: Marts, complete_before: date | None, settings: Settings, internal: frozenset[str] = frozenset()
) -> dict[str, Mart]:
    """What each account did in each complete week and month since its first call, and the sums over customers."""
    growth: Mart = {}
    for period, fact in {"week": "fct_account_calls_weekly", "month": "fct_account_calls_monthly"}.items():
        calls: dict[str, dict[date, Decimal]] = defaultdict(dict)
        for (start, account_id), cell in volume[fact].items():
            # A period in which as many calls were taken back as were made is one without calls.
            if cell["api_calls"] > 0:
                calls[account_id][start] = cell["api_calls"]
        for account_id, of_account in calls.items():
            if account_id == UNATTRIBUTED:
                continue
            start = min(of_account)
            while is_complete(start, period, complete_before):
                growth[period, start, account_id] = account_period(of_account, start, period, settings)
                start = period_end(start, period)
    return {"fct_growth_accounting": growth, "fct_growth_summary": summary(growth, internal)}


def account_period(calls: dict[date, Decimal], start: date, period: str, settings: Settings) -> Cell:
    """One account's period, from its calls by period: those without a call are not in it."""

    def per_day(of: date) -> Decimal:
        return rounded(calls.get(of, Decimal(0)) / (period_end(of, period) - of).days, 6)

    before = period_start(start - timedelta(days=1), period, settings)
    silent, last = 0, start
    while last not in calls:
        silent, last = silent + 1, period_start(last - timedelta(days=1), period, settings)
    if silent:
        status = "dormant"
    elif start == min(calls):
        status = "new"
    else:
        status = "retained" if before in calls else "resurrected"
    now, earlier = per_day(start), per_day(before)
    flows: dict[str, Any] = dict.fromkeys(FLOWS, Decimal(0))
    if status in ("new", "resurrected"):
        flows[status] = now
    elif status == "retained":
        flows["expansion"], flows["contraction"] = max(now - earlier, Decimal(0)), max(earlier - now, Decimal(0))
    elif silent == 1:
        flows["churned"] = earlier
    return {
        "status": status,
        "dormant_periods": silent,
        "api_calls": calls.get(start, Decimal(0)),
        "calls_per_day": now,
        "previous_calls_per_day": earlier,
        **{f"{flow}_calls_per_day": value for flow, value in flows.items()},
        "is_complete_period": True,
    }


def summary(growth: Mart, internal: frozenset[str]) -> Mart:
    """The sums by period, without internal accounts."""
    cells: dict[tuple[Any, ...], list[Cell]] = defaultdict(list)
    for (period, start, account_id), cell in growth.items():
        if account_id not in internal:
            cells[period, start].append(cell)

    def ratio(part: Decimal, whole: Decimal) -> Decimal | None:
        return rounded(Decimal(part) / Decimal(whole), 6) if whole else None

    mart: Mart = {}
    for key, group in cells.items():
        statuses = [cell["status"] for cell in group]
        sums = {name: sum((cell[name] for cell in group), Decimal(0)) for name in group[0] if name.endswith("per_day")}
        new, expansion, contraction, resurrected, churned = (sums[f"{flow}_calls_per_day"] for flow in FLOWS)
        before, lost = sums["previous_calls_per_day"], contraction + churned
        churned_accounts = sum(cell["dormant_periods"] == 1 for cell in group)
        mart[key] = {
            "active_accounts": len(statuses) - statuses.count("dormant"),
            **{
                f"{status}_accounts": statuses.count(status) for status in ("new", "retained", "resurrected", "dormant")
            },
            "churned_accounts": churned_accounts,
            **sums,
            "quick_ratio": ratio(new + resurrected + expansion, lost),
            "gross_retention": ratio(before - lost, before),
            "net_retention": ratio(before + expansion - lost, before),
            "account_retention": ratio(
                Decimal(statuses.count("retained")), Decimal(statuses.count("retained") + churned_accounts)
            ),
        }
    return mart
