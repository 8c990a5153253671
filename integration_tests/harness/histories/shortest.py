"""Shortens a failing history for as long as it fails, so that a person can understand it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

from harness.histories.calls import History, Row, declaration, names_of_histories
from harness.histories.replay import replay
from harness.warehouses.duckdb import CONSUMER

AT_ONCE = 30
PLAIN = Row(event_id=None, occurred_at=None, loaded_at=None)


def without(history: History, left_out: set[int]) -> History:
    """The history without some of its rows (numbered over all loads), and without loads that are empty then."""
    numbers = count()
    loads = (tuple(row for row in load if next(numbers) not in left_out) for load in history.loads)
    return History(tuple(load for load in loads if load))


def shorter(history: History) -> Iterator[History]:
    """Histories with fewer rows or loads, or with a value of a row left out, the shortest first."""
    loads = history.loads
    rows = sum(map(len, loads))
    size = rows // 2
    while size:
        for start in range(0, rows, size):
            yield without(history, set(range(start, start + size)))
        size //= 2
    for n in range(len(loads) - 1):
        yield History((*loads[:n], loads[n] + loads[n + 1], *loads[n + 2 :]))
    for n, load in enumerate(loads):
        for m, row in enumerate(load):
            for column, value in vars(PLAIN).items() if isinstance(row, Row) else ():
                if column not in ("occurred_at", "loaded_at") and getattr(row, column) != value:
                    simpler = (*load[:m], replace(row, **{column: value}), *load[m + 1 :])
                    yield History((*loads[:n], simpler, *loads[n + 1 :]))


def kind(name: str) -> dict[str, Any]:
    """What is declared of a history's raw table, but for its name."""
    return {key: value for key, value in declaration(name).items() if key not in ("name", "source")}


def shortest_failing(
    folder: Path,
    history: History,
    settings: Mapping[str, Any],
    name: str,
    project: Path = CONSUMER,
    most_rounds: int = 60,
) -> History:
    """
    The shortest history found that still differs. Each round replays up to thirty shorter ones side by side and
    continues with the first that fails, until none does. `name` says which kind of raw table the history has.
    """
    # What is declared of the raw table must not change.
    places = [place for place, other in enumerate(names_of_histories(AT_ONCE)) if kind(other) == kind(name)]
    candidates = shorter(history)
    for number in range(most_rounds):
        tried = list(zip(places, (candidate for candidate in candidates if any(candidate.loads)), strict=False))
        if not tried:
            break
        batch: list[History] = [History(())] * AT_ONCE
        for place, candidate in tried:
            batch[place] = candidate
        found = replay(folder / str(number), batch, settings, project=project, full_refresh=False)
        failing = {int(failed[1:]) for failed in found.differences}
        still = next((candidate for place, candidate in tried if place in failing), None)
        if still is not None:
            history, candidates = still, shorter(still)
    return history
