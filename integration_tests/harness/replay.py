"""Histories replayed load by load through real runs of dbt, and what the marts must be after each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from harness.engagement import Rules, recompute_engagement
from harness.engagement_histories import COLUMNS, FEATURES, LATER_FEATURES, EngagementRow, inputs, raw_tables
from harness.histories import (
    CLOCK_AHEAD,
    RAW_COLUMNS,
    History,
    Row,
    call_rows,
    calls_of_row,
    declaration,
    names_of_histories,
    with_accounts_of,
)
from harness.recomputation import Call, Mart, Settings, differences, first_incomplete_day, recompute
from harness.warehouse import CONSUMER, DIMENSIONS, ENGAGEMENT_MARTS, GRAINS, DbtFailed, Warehouse

MARTS = [*GRAINS, "rejected"]
ENGAGEMENT = {
    "engagement_sources": {name: {"source": f"engagement_of_histories.{name}"} for name in COLUMNS},
    "api_features_relation": {"source": "engagement_of_histories.api_features"},
}


@dataclass
class Found:
    """What a replay compared, and what differed: by history, in words."""

    histories: int = 0
    loads: int = 0
    cells: int = 0
    differences: dict[str, list[str]] = field(default_factory=dict)

    def __iadd__(self, other: Found) -> Found:
        self.histories += other.histories
        self.loads += other.loads
        self.cells += other.cells
        for name, in_words in other.differences.items():
            self.differences.setdefault(name, []).extend(in_words)
        return self

    def __str__(self) -> str:
        compared = f"{self.histories} histories, {self.loads} loads, {self.cells} cells compared"
        return f"{compared}, {len(self.differences)} histories differ"


def owner(mart: str, key: tuple[Any, ...]) -> str:
    """The history that a row of a mart belongs to: its accounts and sources begin with its name."""
    if mart in ENGAGEMENT_MARTS:
        return str(key[2])[:4]
    return str(key[0] if mart in ("fct_api_call_ledger", "rejected") else key[1])[:4]


def compare(expected: Mapping[str, Mart], actual: Mapping[str, Mart], when: str) -> Found:
    found = Found()
    for mart, right in expected.items():
        given = actual[mart]
        found.cells += sum(len(cell) if isinstance(cell, dict) else 1 for cell in right.values())
        for key in {*right, *given}:
            one_right = {key: right[key]} if key in right else {}
            one_given = {key: given[key]} if key in given else {}
            for difference in differences(one_right, one_given):
                found.differences.setdefault(owner(mart, key), []).append(f"{when}: {mart} {difference}")
    return found


def all_marts(warehouse: Warehouse) -> dict[str, Mart]:
    """Every mart with all its columns, data_version included."""
    volume = warehouse.marts()
    return {name: getattr(volume, name) for name in MARTS} | {name: warehouse.mart(name) for name in ENGAGEMENT_MARTS}


def load_engagement(warehouse: Warehouse, tables: Mapping[str, list[dict[str, Any]]], features: list[Any]) -> None:
    """Make the raw tables of the engagement marts hold these rows and no others."""
    schema = "engagement_of_histories"
    for name, columns in COLUMNS.items():
        types = {column: "timestamp" if column == "loaded_at" else "varchar" for column in columns}
        warehouse.execute(f"create schema if not exists {schema}; drop table if exists {schema}.{name}")
        warehouse.load(f"{schema}.{name}", types, [[row[column] for column in columns] for row in tables[name]])
    warehouse.execute(f"drop table if exists {schema}.api_features")
    types = dict.fromkeys(("http_request_method", "http_route", "feature"), "varchar")
    warehouse.load(f"{schema}.api_features", types, features)


def rows_that_land_during_the_run(history: History, number: int) -> list[Row]:
    """
    The rows of the load after this one that may land while this one is built, and are then the next run's: those
    with a later time of arrival than all that are there.
    """
    arrived = [row.loaded_at for load in history.loads[: number + 1] for row in call_rows(load) if row.loaded_at]
    latest = max((time for time in arrived if time < CLOCK_AHEAD), default=CLOCK_AHEAD)
    following = call_rows(history.loads[number + 1]) if number + 1 < len(history.loads) else []
    return [row for row in following if row.loaded_at and latest < row.loaded_at < CLOCK_AHEAD]


def landing(names: Iterable[str]) -> str:
    """SQL by which the rows that wait in tables of their own land in the raw tables."""
    return "".join(
        f"insert into histories.{name} select * from histories.landing_{name}; delete from histories.landing_{name};"
        for name in names
    )


def replay(
    folder: Path,
    histories: Sequence[History],
    vars: Mapping[str, Any] | None = None,
    *,
    project: Path = CONSUMER,
    before: Callable[[Warehouse], None] = lambda warehouse: None,
    full_refresh: bool = True,
    lands_during: bool = False,
    warehouse_class: Callable[[Path, Path, Mapping[str, Any]], Warehouse] = Warehouse,
) -> Found:
    """
    Replay the histories side by side, a raw table each, and compare every mart with its recomputation after
    each load, and at the end with a full build of the same raw tables in a warehouse of its own. `before` is
    what happens between a load and the build that must make up for it: a kill, a partial run. With
    `lands_during`, rows of the next load land while a build goes on, after it has counted what arrived.
    """
    own = {
        name: with_accounts_of(h, name) for name, h in zip(names_of_histories(len(histories)), histories, strict=True)
    }
    # A source that has nothing yet is one that is declared later: it is left out of the runs before.
    first_loads = {
        name: next((n for n, load in enumerate(h.loads) if call_rows(load)), len(h.loads)) for name, h in own.items()
    }
    vars = dict(vars or {})
    warehouse = warehouse_class(folder / "increments", project, {})
    calls: dict[str, list[Call]] = {name: [] for name in own}
    engagement: list[EngagementRow] = []
    landed: dict[str, list[Row]] = {name: [] for name in own}  # of the next load, during a build
    build = ["build"]
    if lands_during:
        # These rows bear times long past, and would have been due.
        build += ["--exclude", "every_raw_row_is_accounted_for"]
        vars["lands_during_the_run"] = landing(own)
        for name in own:
            warehouse.load(f"histories.landing_{name}", RAW_COLUMNS, [])
    found = Found(histories=len(own))
    for number in range(max(len(history.loads) for history in own.values())):
        for name, history in own.items():
            load = history.loads[number] if number < len(history.loads) else ()
            rows = call_rows(load)
            not_landed = list((Counter(rows) - Counter(landed[name])).elements())
            warehouse.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in not_landed])
            calls[name] += [call for row in rows for call in calls_of_row(row, name)]
            engagement += [row for row in load if isinstance(row, EngagementRow)]
            found.loads += number < len(history.loads)
        declared = [name for name in own if first_loads[name] <= number]
        if not declared:
            continue
        tables, features = raw_tables(engagement), FEATURES if number < 2 else LATER_FEATURES
        load_engagement(warehouse, tables, features)
        warehouse.vars = {**vars, **ENGAGEMENT, "api_call_sources": [declaration(name) for name in declared]}
        before(warehouse)
        for name in own if lands_during else []:
            landed[name] = rows_that_land_during_the_run(own[name], number) if name in declared else []
            warehouse.load(f"histories.landing_{name}", RAW_COLUMNS, [row.values() for row in landed[name]])
        passed, said = warehouse.dbt(*build, must_pass=False)
        if not passed:
            # Where one of the package's own tests saw it first, what it stopped is built all the same: the cells
            # tell whose history it was.
            warehouse.dbt("run")
        settings = Settings.from_vars(tuple(declared), vars)
        declared_calls = [call for name in declared for call in calls[name]]
        volume = recompute(declared_calls, settings)
        expected = {name: getattr(volume, name) for name in MARTS} | recompute_engagement(
            inputs(tables, features), volume, first_incomplete_day(declared_calls, settings), settings, Rules()
        )
        compared = compare(expected, all_marts(warehouse), f"after load {number + 1}")
        found += compared
        if not passed:
            if not compared.differences:
                raise DbtFailed(said)
            return found
    if full_refresh and declared:
        full = warehouse_class(folder / "full", project, {**warehouse.vars, "lands_during_the_run": ""})
        for name, history in own.items():
            rows = [row for load in history.loads for row in call_rows(load)]
            full.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in rows])
        load_engagement(full, tables, features)
        full.dbt("build")
        found += compare(all_marts(full), all_marts(warehouse), "against a full build")
        for dimension in DIMENSIONS:
            query = f"select * from {dimension}"
            if sorted(full.rows(query), key=repr) != sorted(warehouse.rows(query), key=repr):
                found.differences.setdefault("h000", []).append(f"against a full build: {dimension} differs")
    return found
