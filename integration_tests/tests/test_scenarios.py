"""Random raw tables with every fault, in full builds under different settings, compared cell by cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same
from harness.histories.calls import (
    RAW_COLUMNS,
    call_rows,
    calls_of,
    declaration,
    names_of_histories,
    random_histories,
    with_accounts_of,
)
from harness.spec.volume import Call, Settings, recompute
from harness.warehouses.duckdb import Warehouse

pytestmark = pytest.mark.long
NAMES = names_of_histories(40)
VARS: dict[str, dict[str, Any]] = {
    "defaults": {},
    "berlin": {"reporting_timezone": "Europe/Berlin", "week_start_day": "thursday", "first_call_date": "2026-01-01"},
    "auckland": {
        "reporting_timezone": "Pacific/Auckland",
        "deduplication_window_days": 8,
        "raw_retention_days": 39,
        "future_tolerance_minutes": 0,
    },
}


@pytest.mark.parametrize("vars", VARS.values(), ids=VARS)
def test_every_cell_is_as_recomputed(tmp_path: Path, vars: dict[str, Any]) -> None:
    vars = {"api_call_sources": [declaration(name) for name in NAMES], **vars}
    warehouse = Warehouse(tmp_path, vars=vars)
    calls: list[Call] = []
    for name, history in zip(NAMES, random_histories(len(NAMES), seed_number=1, most_rows=12), strict=True):
        own = with_accounts_of(history, name)
        warehouse.load(
            f"histories.{name}", RAW_COLUMNS, [row.values() for load in own.loads for row in call_rows(load)]
        )
        calls += calls_of(own, name)
    warehouse.dbt("build")
    cells = assert_same(recompute(calls, Settings.from_vars(tuple(NAMES), vars)), warehouse.marts())
    print(f"{len(NAMES)} raw tables, {len(calls)} rows, {cells} cells compared")
    assert len(calls) > 400
