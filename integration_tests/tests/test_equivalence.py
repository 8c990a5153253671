"""A thousand increments give the same cells as one full build."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from harness.histories import random_histories
from harness.replay import Found, replay

HISTORIES = int(os.environ.get("HISTORIES", "90"))
AT_ONCE = 30
VARS: list[dict[str, Any]] = [
    {},
    {"reporting_timezone": "Europe/Berlin", "week_start_day": "sunday"},
    {"reporting_timezone": "America/New_York", "raw_retention_days": 39, "deduplication_window_days": 8},
]


@pytest.mark.parametrize("batch", range((HISTORIES + AT_ONCE - 1) // AT_ONCE))
def test_increments_equal_a_full_build(tmp_path: Path, batch: int) -> None:
    found = Found()
    found += replay(tmp_path, random_histories(AT_ONCE, seed_number=batch), VARS[batch % len(VARS)])
    print(f"batch {batch}: {found}")
    assert not found.differences, found.differences
