"""Runs ended by SIGKILL at a random moment: the next run produces the same cells as without it.

KILLS sets how many, FIRST_KILLED which ones: the moments and the histories follow from it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.histories.calls import random_histories
from harness.histories.faults import Killer
from harness.histories.replay import replay

KILLS = int(os.environ.get("KILLS", "2"))
FIRST_KILLED = int(os.environ.get("FIRST_KILLED", "0"))
KILLS_A_REPLAY = 8
HISTORIES_A_REPLAY = 9


@pytest.mark.parametrize("number", range((KILLS + KILLS_A_REPLAY - 1) // KILLS_A_REPLAY))
def test_after_a_killed_run_the_next_run_has_the_right_cells(
    tmp_path: Path, number: int, record_property: Callable[[str, object], None]
) -> None:
    kills = min(KILLS_A_REPLAY, KILLS - number * KILLS_A_REPLAY)
    seed = FIRST_KILLED + number
    killer = Killer(seed, kills)
    histories = random_histories(
        HISTORIES_A_REPLAY,
        any_loaded_at=True,
        seed_number=5000 + seed,
        least_loads=kills,
        most_loads=kills,
        most_rows=5,
    )
    found = replay(tmp_path, histories, before=killer)
    for compared in ("histories", "loads", "cells"):
        record_property(compared, getattr(found, compared))
    record_property("kills", killer.killed)
    assert killer.killed == kills
    assert not found.differences, f"{found}\n{found.differences}"
