"""fct_segment_benchmarks and fct_account_benchmarks, recomputed from the monthly fact of accounts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from harness.spec.marts import Mart
from harness.spec.volume import UNATTRIBUTED, rounded, share_of_calls

ATTRIBUTES = ("industry", "stage", "business_model", "plan", "segment")
METRICS = (
    "calls_per_day",
    "change_ratio",
    "success_rate",
    "active_users",
    "active_routes",
    "active_days",
    "duration_ms_p95",
)
LEAST_ACCOUNTS = 5
UNKNOWN = "(unknown)"


def recompute_benchmarks(
    monthly: Mart, attributes: Mapping[str, Mapping[str, Any]], internal: Collection[str] = ()
) -> dict[str, Mart]:
    """Both marts; `attributes` are those of each account as they are now."""
    values: dict[tuple[Any, ...], dict[str, Decimal]] = defaultdict(dict)
    for (month, account_id), cell in monthly.items():
        if not cell["is_complete_period"] or account_id == UNATTRIBUTED or account_id in internal:
            continue
        of_account = attributes.get(account_id, {})
        rate = share_of_calls(cell["successful_calls"], cell["api_calls"])
        numbers = {**cell, "success_rate": rate}
        for attribute in ATTRIBUTES:
            for metric in METRICS:
                if numbers[metric] is not None:
                    key = (month, attribute, of_account.get(attribute) or UNKNOWN, metric)
                    values[key][account_id] = rounded(Decimal(numbers[metric]), 6)
    segments: Mart = {}
    accounts: Mart = {}
    for key, of_accounts in values.items():
        ordered = sorted(of_accounts.values())
        enough = len(ordered) >= LEAST_ACCOUNTS
        benchmark = {
            "accounts": len(ordered),
            **{
                f"p{share}": ordered[math.ceil(len(ordered) * share / 100) - 1] if enough else None
                for share in (25, 50, 75)
            },
        }
        segments[key] = {**benchmark, "is_complete_period": True}
        month, attribute, attribute_value, metric = key
        for account_id, value in of_accounts.items():
            less, equal = sum(other < value for other in ordered), ordered.count(value)
            accounts[month, account_id, attribute, metric] = {
                "attribute_value": attribute_value,
                "account_value": value,
                "mid_rank": rounded((less + Decimal(equal) / 2) / len(ordered), 6) if enough else None,
                **benchmark,
                "is_complete_period": True,
            }
    return {"fct_segment_benchmarks": segments, "fct_account_benchmarks": accounts}
