"""A run ended by SIGKILL at a random moment, KILLS times: the next run gives the same cells all the same."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from harness.histories import random_histories
from harness.replay import replay
from harness.warehouse import Warehouse

KILLS = int(os.environ.get("KILLS", "4"))
KILLS_A_REPLAY = 8
HISTORIES_A_REPLAY = 9


class Killer:
    """Kills a build at a random moment of its models, once for each load until there were enough."""

    def __init__(self, seed: int, kills: int) -> None:
        self.chance = random.Random(seed)
        self.kills = kills
        self.killed = 0

    def __call__(self, warehouse: Warehouse) -> None:
        if self.killed == self.kills:
            return
        while not warehouse.kill("run", after=self.until_a_random_moment):
            pass  # it had ended by then: nothing was killed
        self.killed += 1

    def until_a_random_moment(self, lines: Iterator[str]) -> None:
        # From its first model on, a build of few rows takes about a second and a half.
        for line in lines:
            if " START " in line:
                time.sleep(self.chance.uniform(0, 1.6))
                return


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
