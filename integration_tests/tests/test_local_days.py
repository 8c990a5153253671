"""Accounts that are billed by days of a time zone of their own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from harness.warehouses.duckdb import Warehouse

NewWarehouse = Callable[[str], Warehouse]
VARS: dict[str, Any] = {
    "api_call_sources": [{"name": "edge", "format": "columns", "source": "raw.partner_calls"}],
    "billing_periods": {"source": "raw.billed_accounts"},
    "rate_card": {"source": "raw.rate_card"},
    "quotas": {"source": "raw.quotas"},
}
CALLS = {"event_id": "varchar", "occurred_at": "timestamp", "loaded_at": "timestamp", "account_id": "varchar"}
BILLED = {"account_id": "varchar", "billing_day": "integer", "time_zone": "varchar", "time_zone_from": "date"}
RATES = {"metric": "varchar", "up_to": "integer", "unit_price": "double precision"}
QUOTAS = {"account_id": "varchar", "metric": "varchar", "amount": "double precision", "window": "varchar"}

pytestmark = pytest.mark.scenarios


@pytest.fixture
def new_warehouse(tmp_path: Any) -> NewWarehouse:
    return lambda name: Warehouse(tmp_path / name, vars={**VARS})


def test_first(new_warehouse: NewWarehouse) -> None:
    warehouse = new_warehouse("first")
    warehouse.load(
        "raw.partner_calls",
        CALLS,
        [
            ("1", datetime(2026, 1, 31, 12), datetime(2026, 1, 31, 13), "a"),
            ("2", datetime(2026, 1, 31, 12), datetime(2026, 1, 31, 13), "b"),
            ("3", datetime(2026, 2, 2, 12), datetime(2026, 2, 2, 13), "b"),
        ],
    )
    warehouse.load("raw.billed_accounts", BILLED, [("a", 1, "Pacific/Auckland", None)])
    warehouse.load("raw.rate_card", RATES, [("calls", None, 0)])
    warehouse.load("raw.quotas", QUOTAS, [("a", "calls", 7, "billing period")])
    warehouse.dbt("build")
    print(warehouse.rows("select * from int_local_day_calls"))
    print(warehouse.rows("select account_id, period_start, api_calls from fct_billing_period_calls"))
    print(warehouse.rows("select * from fct_quota_usage"))
    warehouse.vars = {**warehouse.vars, "billing_grace_days": 0}
    warehouse.dbt("build")
    print(warehouse.rows("select * from fct_billing_period_calls"))
