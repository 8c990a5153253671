"""Marts against their recomputation."""

from __future__ import annotations

from collections.abc import Mapping

from harness.recomputation import Mart, Marts, differences
from harness.warehouse import GRAINS


def without_data_versions(marts: Marts) -> Marts:
    """Marts without the fingerprints of their calls, which each warehouse computes in its own way."""
    for name in GRAINS:
        for cell in getattr(marts, name).values():
            del cell["data_version"]
    return marts


def assert_same(expected: Marts, actual: Marts) -> int:
    """Every cell of every mart is as recomputed; returns how many cells there were."""
    cells = 0
    found: list[str] = []
    for name in [*GRAINS, "rejected"]:
        found += [f"{name} {difference}" for difference in differences(getattr(expected, name), getattr(actual, name))]
        cells += sum(len(cell) if isinstance(cell, dict) else 1 for cell in getattr(expected, name).values())
    assert not found, f"{len(found)} of {cells} cells differ:\n" + "\n".join(found[:40])
    return cells


def assert_same_engagement(expected: Mapping[str, Mart], actual: Mapping[str, Mart]) -> int:
    """Every cell of every engagement mart is as recomputed, and every column is; returns how many cells there were."""
    found: list[str] = []
    for name, mart in expected.items():
        found += [f"{name} {difference}" for difference in differences(mart, actual[name])]
        for key in mart.keys() & actual[name].keys():
            assert mart[key].keys() == actual[name][key].keys(), f"columns of {name}"
    cells = sum(len(cell) for mart in expected.values() for cell in mart.values())
    assert not found, f"{len(found)} of {cells} cells differ:\n" + "\n".join(found[:40])
    return cells
