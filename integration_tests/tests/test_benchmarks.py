"""The simulation of docs/insight.md runs, on one of its seeds, and the rules find what they are there for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2]


@pytest.mark.long
def test_findings_of_a_simulation() -> None:
    printed = subprocess.run(
        [sys.executable, "benchmarks/insight.py", "--seeds", "1"],
        cwd=PACKAGE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in printed.splitlines() if "|" in line]
    scores = {rule: [float(score) for score in row] for rule, *row in cells if row[0][0].isdigit()}
    false, *found, _ = scores["fct_findings: fell, rose, went_quiet"]
    assert false < 1
    assert [at_least <= score for at_least, score in zip([8, 20, 8], found, strict=True)] == [True, True, True]
    false, _, failing_thirds, _ = scores["fct_findings: failing"]
    assert false < 1
    assert failing_thirds >= 15
    assert all(false > 10 for rule, (false, *_) in scores.items() if rule.startswith("a day"))
