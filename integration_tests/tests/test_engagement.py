"""The engagement marts: the sample cell for cell, and each rule of theirs in a scenario written by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness.comparison import assert_same_engagement
from harness.engagement import Rules, recompute_engagement, sample_inputs
from harness.logs import sample_calls
from harness.recomputation import Settings, first_incomplete_day, recompute
from harness.warehouse import PACKAGE, Warehouse


@pytest.mark.parametrize(
    ("vars", "rules"),
    [
        ({}, Rules()),
        (
            {
                "reporting_timezone": "America/New_York",
                "week_start_day": "sunday",
                "notification_window_days": 1,
                "high_calls_per_day": 3,
                "high_success_rate": 0.9,
                "high_csat_rate": 0.9,
                "high_nps": 50,
            },
            Rules(1, 3, 0.9, 0.9, 50),
        ),
    ],
    ids=["defaults", "new-york"],
)
def test_every_cell_of_the_samples_engagement_is_as_recomputed(
    tmp_path: Path, vars: dict[str, Any], rules: Rules, record_property: Callable[[str, object], None]
) -> None:
    warehouse = Warehouse(tmp_path, PACKAGE, vars)
    warehouse.dbt("build", "--exclude-resource-type", "unit_test")
    settings = Settings.from_vars(("edge", "partner"), vars)
    calls = list(sample_calls(PACKAGE / "seeds"))
    expected = recompute_engagement(
        sample_inputs(PACKAGE / "seeds"),
        recompute(calls, settings),
        first_incomplete_day(calls, settings),
        settings,
        rules,
    )
    cells = assert_same_engagement(expected, warehouse.engagement_marts())
    print(f"{cells} cells compared")
    record_property("cells of engagement", cells)
    assert cells > 100_000
