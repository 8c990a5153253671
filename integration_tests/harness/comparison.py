"""Marts against their recomputation."""

from __future__ import annotations

from harness.recomputation import Marts, differences
from harness.warehouse import GRAINS


def assert_same(expected: Marts, actual: Marts) -> int:
    """Every cell of every mart is as recomputed; returns how many cells there were."""
    cells = 0
    found: list[str] = []
    for name in [*GRAINS, "rejected"]:
        found += [f"{name} {difference}" for difference in differences(getattr(expected, name), getattr(actual, name))]
        cells += sum(len(cell) if isinstance(cell, dict) else 1 for cell in getattr(expected, name).values())
    assert not found, f"{len(found)} of {cells} cells differ:\n" + "\n".join(found[:40])
    return cells
