"""Compares a build of the sample with plain Python."""

from __future__ import annotations

from pathlib import Path

from harness.comparison.marts import assert_same
from harness.spec.engagement import Rules, recompute_engagement, sample_inputs
from harness.spec.logs import sample_calls
from harness.spec.marts import ENGAGEMENT_MARTS, Marts
from harness.spec.volume import Settings, first_incomplete_day, recompute
from harness.warehouses.duckdb import PACKAGE, Warehouse

VARS = {"reporting_timezone": "America/New_York", "week_start_day": "sunday"}
RAW = ["sample_kong_log", "sample_partner_calls"]
SEEDS = sorted(path.stem for path in (PACKAGE / "seeds").glob("*.csv"))
# A build without seeds: raw tables were loaded in parts.
BUILT = ["--exclude", "resource_type:seed"]
# Two weeks of the sample, where a file or a row takes long, and the first day of the second of two loads.
SINCE, LATER = "2026-09-15", "2026-09-25"


def two_weeks_on_duckdb(folder: Path) -> Warehouse:
    """A full build of two weeks of the sample."""
    warehouse = Warehouse(folder, PACKAGE, VARS)
    warehouse.dbt("seed")
    for table in RAW:
        warehouse.execute(f"delete from {table} where loaded_at < '{SINCE}'")
    warehouse.dbt("run")
    return warehouse


def two_weeks_recomputed() -> Marts:
    """The volume marts of the same two weeks."""
    calls = (call for call in sample_calls(PACKAGE / "seeds") if str(call.loaded_at) >= SINCE)
    return recompute(calls, Settings.from_vars(("edge", "partner"), VARS))


def assert_is_as_in_python(warehouse: Warehouse) -> None:
    """Asserts that the marts of volume and engagement have the cells that the sample's seeds give."""
    settings = Settings.from_vars(("edge", "partner"), VARS)
    calls = list(sample_calls(PACKAGE / "seeds"))
    volume = recompute(calls, settings)
    assert_same(volume, warehouse.marts())
    inputs, complete_before = sample_inputs(PACKAGE / "seeds"), first_incomplete_day(calls, settings)
    engagement = recompute_engagement(inputs, volume, complete_before, settings, Rules())
    assert_same(engagement, warehouse.marts(ENGAGEMENT_MARTS))
