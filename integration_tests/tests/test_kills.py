"""A run ended by SIGKILL at a random moment, KILLS times: the next run gives the same cells all the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from harness.histories.calls import random_histories
from harness.histories.faults import Killer
from harness.histories.replay import replay

KILLS = int(os.environ.get("KILLS", "4"))
KILLS_A_REPLAY = 8
HISTORIES_A_REPLAY = 9


@pytest.mark.parametrize("number", range((KILLS + KILLS_A_REPLAY - 1) // KILLS_A_REPLAY))
def test_a_killed_run_leaves_nothing_behind(
    tmp_path: Path, number: int, record_property: Callable[[str, object], None]
) -> None:
    kills = min(KILLS_A_REPLAY, KILLS - number * KILLS_A_REPLAY)
    killer = Killer(number, kills)
    histories = random_histories(
        HISTORIES_A_REPLAY, seed_number=5000 + number, least_loads=kills, most_loads=kills, most_rows=5
    )
    found = replay(tmp_path, histories, before=killer)
    for compared in ("histories", "loads", "cells"):
        record_property(compared, getattr(found, compared))
    record_property("kills", killer.killed)
    assert killer.killed == kills
    assert not found.differences, f"{found}\n{found.differences}"
