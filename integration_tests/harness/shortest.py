"""A history that fails, made shorter for as long as it fails: the one that a person has to understand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from harness.histories import History, Row
from harness.replay import replay
from harness.warehouse import CONSUMER

AT_ONCE = 30
PLAIN = Row(event_id=None, occurred_at=None, loaded_at=None)


def shorter(history: History) -> Iterator[History]:
    """Histories with a load less, a row less, or a value of a row left out, the boldest first."""
    loads = history.loads
    for n in range(len(loads)):
        yield History(loads[:n] + loads[n + 1 :])
    for n in range(len(loads) - 1):
        yield History((*loads[:n], loads[n] + loads[n + 1], *loads[n + 2 :]))
    for n, load in enumerate(loads):
        for m in range(len(load)):
            yield History((*loads[:n], load[:m] + load[m + 1 :], *loads[n + 1 :]))
    for n, load in enumerate(loads):
        for m, row in enumerate(load):
            for column, value in vars(PLAIN).items():
                if column not in ("occurred_at", "loaded_at") and getattr(row, column) != value:
                    simpler = (*load[:m], replace(row, **{column: value}), *load[m + 1 :])
                    yield History((*loads[:n], simpler, *loads[n + 1 :]))


def shortest_failing(
    folder: Path,
    history: History,
    settings: Mapping[str, Any],
    name: str,
    project: Path = CONSUMER,
    most_rounds: int = 12,
) -> History:
    """
    The shortest history found that still differs. Each round replays up to thirty shorter ones side by
    side and goes on from the first that fails; `name` says what kind of raw table the history was.
    """
    for number in range(most_rounds):
        # Only every third place of a batch is a table of log records: the kind must stay what it was.
        candidates = [shorter_one for shorter_one in shorter(history) if any(shorter_one.loads)]
        places = [place for place in range(AT_ONCE) if (place % 3 == 2) == name.startswith("k")]
        batch: list[History] = [History(())] * AT_ONCE
        tried = list(zip(places, candidates, strict=False))
        for place, candidate in tried:
            batch[place] = candidate
        found = replay(folder / str(number), batch, settings, project=project, full_refresh=False)
        failing = {int(failed[1:]) for failed in found.differences}
        still = next((candidate for place, candidate in tried if place in failing), None)
        if still is None:
            return history
        history = still
    return history
