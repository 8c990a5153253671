"""The sample, built as a newcomer builds it, cell for cell."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness.comparison.marts import assert_same
from harness.spec.logs import sample_calls
from harness.spec.volume import Settings, recompute
from harness.warehouses.duckdb import PACKAGE, Warehouse


@pytest.mark.parametrize(
    "vars",
    [
        {},
        {"reporting_timezone": "America/New_York", "week_start_day": "sunday", "first_call_date": "2026-01-15"},
        {"reporting_timezone": "Asia/Kolkata", "week_start_day": "Saturday", "deduplication_window_days": 0},
    ],
    ids=["defaults", "new-york", "kolkata"],
)
def test_every_cell_of_the_sample_is_as_recomputed(tmp_path: Path, vars: dict[str, object]) -> None:
    warehouse = Warehouse(tmp_path, PACKAGE, vars)
    warehouse.dbt("build")
    settings = Settings.from_vars(("edge", "partner"), vars)
    cells = assert_same(recompute(sample_calls(PACKAGE / "seeds"), settings), warehouse.marts())
    print(f"{cells} cells compared")
    assert cells > 100_000
