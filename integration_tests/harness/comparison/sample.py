"""Compares a build of the sample with plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from harness.comparison.marts import assert_same
from harness.spec.engagement import Rules, recompute_engagement, sample_inputs
from harness.spec.logs import sample_calls
from harness.spec.marts import ENGAGEMENT_MARTS
from harness.spec.volume import Settings, first_incomplete_day, recompute
from harness.warehouses.duckdb import PACKAGE, Warehouse


def assert_is_as_in_python(warehouse: Warehouse, vars: Mapping[str, Any]) -> None:
    """Asserts that the marts of volume and engagement have the cells that the sample's seeds give with these vars."""
    settings = Settings.from_vars(("edge", "partner"), vars)
    calls = list(sample_calls(PACKAGE / "seeds"))
    volume = recompute(calls, settings)
    assert_same(volume, warehouse.marts())
    inputs, complete_before = sample_inputs(PACKAGE / "seeds"), first_incomplete_day(calls, settings)
    engagement = recompute_engagement(inputs, volume, complete_before, settings, Rules())
    assert_same(engagement, warehouse.marts(ENGAGEMENT_MARTS))
