"""The rows of the insight inputs of random histories, which change between loads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from harness.spec.billing import billing_of
from harness.spec.insight import InsightInputs, quota

QUOTA_COLUMNS = dict.fromkeys(("account_id", "metric", "amount", "window", "valid_from", "valid_to"), "varchar")
ACCOUNT_COLUMNS = dict.fromkeys(("account_id", "plan", "stage", "is_internal", "parent_account_id"), "varchar")
BILLING_COLUMNS = dict.fromkeys(
    ("account_id", "billing_day", "plan", "started_on", "ended_on", "time_zone", "time_zone_from"), "varchar"
)
RATE_COLUMNS = dict.fromkeys(
    ("plan", "metric", "up_to", "unit_price", "flat_price", "tiers_mode", "valid_from", "valid_to"), "varchar"
)
CLOSING_COLUMNS = dict.fromkeys(("account_id", "period_start", "closed_at", "reopened_at"), "varchar")
COLUMNS = {
    "quotas": QUOTA_COLUMNS,
    "accounts": ACCOUNT_COLUMNS,
    "billing_periods": BILLING_COLUMNS,
    "rate_card": RATE_COLUMNS,
    "closings": CLOSING_COLUMNS,
}

ACCOUNTS: list[tuple[Any, ...]] = [
    ("x", "free", "growth", "no", "group"),
    ("y", "pro", None, None, "x"),
    ("group", None, None, None, None),
]
# From the third load on: an account that changed its plan and its parent, one without a row, and an internal one.
LATER_ACCOUNTS: list[tuple[Any, ...]] = [
    ("x", "pro", "growth", None, "nobody"),
    ("nobody", None, None, "yes", None),
    ("z", None, None, None, "nobody"),
]

QUOTAS: list[tuple[Any, ...]] = [
    ("x", "calls", "3", "calendar month", None, "2026-02-01"),
    ("x", "calls", "6", "Calendar month", "2026-02-01", None),
    ("x", "calls", "1", "day", None, None),
    ("y", "calls", "2", "calendar month", None, None),
    ("y", "calls", "2", "billing period", None, "2026-02-10"),
    ("x", "calls", "4", "billing period", None, None),
]
# From the third load on: quotas that overlap, one that has gone, and rows that do not apply.
LATER_QUOTAS: list[tuple[Any, ...]] = [
    ("x", "calls", "3", "calendar month", None, "2026-02-15"),
    ("x", "calls", "6.5", "calendar month", "2026-02-01", None),
    ("x", "calls", "8", "calendar month", "2026-02-01", None),
    ("x", "tokens", "1", "calendar month", "2026-02-03", None),
    ("x", "calls", "many", "calendar month", "2026-02-04", None),
    ("x", "calls", "1", "calendar month", "soon", None),
    ("nobody", "calls", "0", "calendar month", None, None),
]
DO_NOT_APPLY = ("many", "soon", "tokens")

BILLED: list[tuple[Any, ...]] = [
    ("x", "31", "pro", None, None, "America/St_Johns", None),
    ("y", None, None, "2026-01-20", "2026-03-01", "Pacific/Auckland", "2026-01-25"),
    ("nobody", "29", "pro", "2026-02-01", None, "Asia/Kathmandu", None),
]
# From the third load on: another day and plan, and an account that is not billed any more.
LATER_BILLED: list[tuple[Any, ...]] = [("x", "30", None, None, "2026-02-15"), ("y", "7", "pro", None, None)]
# And other time zones, which need all raw rows.
LATER_TIME_ZONES: dict[str, tuple[Any, ...]] = {
    "x": ("Australia/Lord_Howe", "2026-02-03"),
    "y": ("Pacific/Auckland", None),
}
TIME_ZONES = {account_id: (time_zone, since) for account_id, *_, time_zone, since in BILLED}
RATES: list[tuple[Any, ...]] = [
    (None, "calls", "2", "0", "1.5", None, None, None),
    (None, "calls", None, "0.000125", None, None, None, None),
    ("pro", "calls", "3", "0.5", None, "volume", None, None),
    ("pro", "Calls", None, "0.333333333", "2", "Volume", None, None),
]
# From the third load on: another price from a day on.
LATER_RATES: list[tuple[Any, ...]] = [*RATES, ("pro", "calls", None, "0.1", None, None, "2026-02-05", None)]


# Where periods close, two days after their end otherwise; rows for all accounts, which are billed by calendar month.
GRACE_DAYS = 2
CLOSED: list[tuple[Any, ...]] = [
    ("x", "2026-01-31", "2026-03-01", "2026-03-03"),
    ("x", "2026-01-31", "2026-03-05", None),
    ("nobody", "2026-02-01", "2026-03-09", None),
]
CLOSED_FOR_ALL: list[tuple[Any, ...]] = [(None, "2026-02-01", "2026-03-01", "2026-03-04")]
# From the third load on, when the periods of x begin on another day.
LATER_CLOSED: list[tuple[Any, ...]] = [("y", "2026-02-07", "2026-03-07", "2026-03-08")]


def insight_tables(
    names: Iterable[str], load: int, keep_time_zones: Collection[str] = ()
) -> dict[str, list[tuple[Any, ...]]]:
    """
    The rows of each raw table at a load (0 is the first), for the accounts of these histories. `keep_time_zones`:
    histories whose raw table is gone.
    """
    names = list(names)
    quotas, accounts = (QUOTAS, ACCOUNTS) if load < 2 else (LATER_QUOTAS, LATER_ACCOUNTS)

    def billed(name: str) -> list[tuple[Any, ...]]:
        if load < 2:
            return BILLED
        time_zones = TIME_ZONES if name in keep_time_zones else LATER_TIME_ZONES
        return [(*row, *time_zones[row[0]]) for row in LATER_BILLED]

    return {
        "quotas": [(f"{name} {row[0]}", *row[1:]) for name in names for row in quotas],
        "accounts": [
            (f"{name} {account_id}", *row, f"{name} {parent}" if parent else None)
            for name in names
            for account_id, *row, parent in accounts
        ],
        "billing_periods": [(f"{name} {row[0]}", *row[1:]) for name in names for row in billed(name)],
        "rate_card": RATES if load < 2 else LATER_RATES,
        "closings": [
            *([(f"{name} {row[0]}", *row[1:]) for name in names for row in (CLOSED if load < 2 else LATER_CLOSED)]),
            *(CLOSED_FOR_ALL if load < 2 else []),
        ],
    }


def insight_inputs(tables: dict[str, list[tuple[Any, ...]]], closes: bool = False) -> InsightInputs:
    """The raw tables for the recomputation, without the rows that do not apply."""
    closings = [dict(zip(CLOSING_COLUMNS, row, strict=True)) for row in tables["closings"]]
    rows = [dict(zip(QUOTA_COLUMNS, row, strict=True)) for row in tables["quotas"] if not {*DO_NOT_APPLY} & {*row}]
    accounts = [dict(zip(ACCOUNT_COLUMNS, row, strict=True)) for row in tables["accounts"]]
    billed = [dict(zip(BILLING_COLUMNS, row, strict=True)) for row in tables["billing_periods"]]
    rates = [dict(zip(RATE_COLUMNS, row, strict=True)) for row in tables["rate_card"]]
    lowered = [
        {**row, "metric": row["metric"].lower(), "tiers_mode": (row["tiers_mode"] or "").lower()} for row in rates
    ]
    return InsightInputs(
        billing=billing_of(billed, lowered, *((closings, GRACE_DAYS) if closes else ())),
        quotas=[quota({**row, "window": row["window"].lower()}) for row in rows],
        attributes={row["account_id"]: row for row in accounts},
        health_minimum_calls=1,
    )
