"""Replays histories load by load through real runs of dbt, and compares the marts after each load."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from harness.comparison.marts import compare
from harness.histories.calls import (
    CLOCK_AHEAD,
    RAW_COLUMNS,
    History,
    Row,
    call_rows,
    declaration,
    names_of_histories,
    with_accounts_of,
)
from harness.histories.changes import Changes
from harness.histories.engagement import (
    COLUMNS,
    FEATURES,
    LATER_FEATURES,
    LOGS,
    EngagementRow,
    experiment_tables,
    inputs,
    raw_tables,
)
from harness.histories.insight import COLUMNS as INSIGHT_COLUMNS
from harness.histories.insight import GRACE_DAYS, insight_inputs, insight_tables
from harness.histories.policies import (
    BY_ID_AND_USER,
    EVERYTHING_COUNTS,
    FIRST,
    Policy,
    calls_under,
    declared_policies,
)
from harness.progress import say
from harness.spec.account_trees import parents_of, tree_calls
from harness.spec.arrivals import arrivals
from harness.spec.billing import NO_ARRIVALS
from harness.spec.engagement import Rules, recompute_engagement
from harness.spec.insight import recompute_insight
from harness.spec.local_days import local_days
from harness.spec.marts import DIMENSIONS, GRAINS, Marts
from harness.spec.volume import Call, Settings, counted_calls, first_incomplete_day, recompute
from harness.warehouses.duckdb import CONSUMER, DbtFailed, Warehouse

FACTS = [name for name in GRAINS if name not in DIMENSIONS]
INSIGHT = {
    "health_minimum_calls": 1,
    "quotas": {"source": "engagement_of_histories.quotas"},
    "billing_periods": {"source": "engagement_of_histories.billing_periods"},
    "rate_card": {"source": "engagement_of_histories.rate_card"},
    "accounts_relation": {"source": "engagement_of_histories.accounts"},
    "account_columns": {"parent_account_id": "parent_account_id"},
}
CLOSES = {"billing_grace_days": GRACE_DAYS, "closings": {"source": "engagement_of_histories.closings"}}


@dataclass
class Found:
    """How many cells a replay compared, and the differences by history."""

    histories: int = 0
    loads: int = 0
    cells: int = 0
    rows: Counter[str] = field(default_factory=Counter)  # of each mart, in all comparisons
    findings: set[str] = field(default_factory=set)
    at_0: int = 0  # account days of which all calls were taken back
    below_0: int = 0  # and of which more were
    differences: dict[str, list[str]] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    policies: int = 0  # how many began in mid-history
    type_changes: int = 0  # of ids

    def __str__(self) -> str:
        compared = f"{self.histories} histories, {self.loads} loads, {self.cells} cells compared"
        return f"{compared}, {len(self.differences)} histories differ"

    def unnoticed(self, name: str, what: str | None) -> None:
        """Stores what a run did that should have stopped, with its history."""
        self.type_changes += 1
        if what:
            self.differences.setdefault(name, []).append(what)

    def compare(self, expected: Marts, actual: Marts, when: str) -> bool:
        """Compares, and stores each difference with its history. Returns whether nothing differs."""
        compared = compare(expected, actual)
        self.cells += compared.cells
        self.rows.update({mart: len(cells) for mart, cells in expected.items()})
        days = [cell["api_calls"] for cell in expected.get("fct_account_calls_daily", {}).values()]
        self.at_0 += sum(calls == 0 for calls in days)
        self.below_0 += sum(calls < 0 for calls in days)
        self.findings |= {finding for *_, finding in expected.get("fct_findings", ())}
        for difference in compared.differences:
            whose = history_of(difference.mart, difference.key)
            self.differences.setdefault(whose, []).append(f"{when}: {difference}")
        return not compared.differences


def history_of(mart: str, key: tuple[Any, ...]) -> str:
    """The history of a mart's row: its accounts and sources begin with the history's name."""
    whose = {*GRAINS[mart]} & {"account_id", "source_name"}
    if mart in DIMENSIONS or not whose:
        return "h000"  # its rows belong to no history, or to several
    name = key[GRAINS[mart].index(whose.pop())]
    return "h000" if name is None else str(name)[:4]


def engagement_vars(upserted: Collection[str]) -> dict[str, Any]:
    """The declaration of the engagement inputs."""
    sources = {name: {"source": f"engagement_of_histories.{name}"} for name in COLUMNS}
    return {
        "engagement_sources": {
            name: source | ({"sync_mode": "upsert"} if name in upserted else {}) for name, source in sources.items()
        },
        "api_features_relation": {"source": "engagement_of_histories.api_features"},
    }


def vars_of_parse(vars: Mapping[str, Any]) -> dict[str, Any]:
    """Vars with one source for each staging model that `vars` enables. dbt parses the same with either."""
    of_staging = {
        "columns": declaration("h000"),
        "stored_columns": {**declaration("h001"), "sync_mode": "truncate_load"},
        "kong": declaration("k002"),
    }
    enabled = {
        "stored_columns"
        if source["format"] == "columns" and source.get("sync_mode") == "truncate_load"
        else source["format"]
        for source in vars["api_call_sources"]
    }
    return {
        **vars,
        **engagement_vars(()),
        "loaded_during_the_run": "",
        "api_call_sources": [source for staging, source in of_staging.items() if staging in enabled],
    }


def load_engagement(warehouse: Warehouse, tables: Mapping[str, list[dict[str, Any]]], features: list[Any]) -> None:
    """Replaces the raw tables of the engagement inputs with these rows."""
    schema = "engagement_of_histories"
    for name, columns in COLUMNS.items():
        types = {column: "timestamp" if column == "loaded_at" else "varchar" for column in columns}
        warehouse.execute(f"create schema if not exists {schema}; drop table if exists {schema}.{name}")
        warehouse.load(f"{schema}.{name}", types, [[row[column] for column in columns] for row in tables[name]])
    warehouse.execute(f"drop table if exists {schema}.api_features")
    types = dict.fromkeys(("http_request_method", "http_route", "feature"), "varchar")
    warehouse.load(f"{schema}.api_features", types, features)


def load_insight(warehouse: Warehouse, tables: Mapping[str, list[tuple[Any, ...]]]) -> None:
    """Replaces the raw tables of the insight inputs with these rows."""
    for name, columns in INSIGHT_COLUMNS.items():
        warehouse.execute(f"drop table if exists engagement_of_histories.{name}")
        warehouse.load(f"engagement_of_histories.{name}", columns, tables[name])


def rows_loaded_during_the_run(history: History, number: int) -> list[Row]:
    """
    The rows of the next load that may be loaded during the build of this one, and which the next run counts: those with
    a later `loaded_at` than all existing rows.
    """
    # A load date to come says nothing about how far a source has loaded: such rows count at once, in whichever table.
    yesterday = datetime.now() - timedelta(days=1)
    loaded = [row.loaded_at for load in history.loads[: number + 1] for row in call_rows(load) if row.loaded_at]
    latest = max((time for time in loaded if time < yesterday + timedelta(days=2)), default=CLOCK_AHEAD)
    following = call_rows(history.loads[number + 1]) if number + 1 < len(history.loads) else []
    return [row for row in following if row.loaded_at and latest < row.loaded_at < yesterday]


# What happens to the columns of some raw tables before the load of that number. None of it changes a mart: a column
# that is named like a canonical one and comes later is not read.
COLUMN_CHANGES = {
    2: "alter table {table} add column outcome varchar(9) default 'aborted'",
    3: "alter table {table} alter column http_response_status_code type bigint",
    4: "alter table {table} drop column outcome",
}


# Of thirty sources, the numbers of those that have the same calls as others. Numbers that end in 2 and 7 are renamed,
# and three after each other have the same sync mode.
SAME_CALLS = {3: 2, 8: 7, 12: 13, 18: 17, 23: 22, 28: 27}
# A type change of an id, and what takes it back.
FLOAT_ID = "alter table {table} alter column event_id type double using ascii(event_id)"
TEXT_ID = "alter table {table} alter column event_id type varchar using chr(cast(event_id as integer))"


def load_waiting_rows(names: Iterable[str]) -> str:
    """SQL that loads waiting rows from their own tables into the raw tables."""
    return "".join(
        f"insert into histories.{name} select * from histories.waiting_{name}; delete from histories.waiting_{name};"
        for name in names
    )


def is_unnoticed(warehouse: Warehouse, name: str, facts: Collection[str]) -> str | None:
    """Makes the ids of a raw table floats, runs dbt, and takes it back. What is wrong, unless the run has stopped."""
    before = warehouse.marts(facts)
    warehouse.execute(FLOAT_ID.format(table=f"histories.{name}"))
    passed, said = warehouse.dbt("run", must_pass=False)
    warehouse.execute(TEXT_ID.format(table=f"histories.{name}"))
    if passed or not all(text in said for text in (".columns.event_id`", "was `123`", "is now `123.0`")):
        return f"the type of an id changed, and the run {'passed' if passed else 'did not say so: ' + said[-2000:]}"
    return None if warehouse.marts(facts) == before else "the type of an id changed, and the run changed the marts"


def may_change_policy(name: str, changes: Changes | None) -> bool:
    """Whether raw has all rows of a source, so that its days can be counted again."""
    mode = changes.modes[name] if changes else "append"
    return mode == "append" or (mode == "upsert" and name.startswith("h"))


def next_policy(
    policies: Sequence[tuple[date | None, Policy]], rows: Sequence[Row], shares_keys: bool
) -> tuple[date, Policy] | None:
    """
    Another policy, from the month of the call in the middle of these rows on, or from the month after the last policy.
    None where no row has a time, or where the source `shares_keys` with another and has its second policy already.
    """
    days = sorted(row.occurred_at.date() for row in rows if isinstance(row.occurred_at, datetime))
    if not days:
        return None
    first_day = days[len(days) // 2].replace(day=1)
    start, policy = policies[-1]
    if shares_keys:
        return None if start else (first_day, EVERYTHING_COUNTS)
    if start and first_day <= start:
        first_day = (start + timedelta(days=31)).replace(day=1)
    return first_day, BY_ID_AND_USER if policy is EVERYTHING_COUNTS or len(rows) % 3 == 0 else EVERYTHING_COUNTS


def replay(
    folder: Path,
    histories: Sequence[History],
    vars: Mapping[str, Any] | None = None,
    *,
    project: Path = CONSUMER,
    before: Callable[[Warehouse], None] = lambda warehouse: None,
    full_refresh: bool = True,
    loads_during: bool = False,
    changes_seed: int | None = None,
    sources_change: bool = False,
    columns_change: bool = False,
    policies_change: bool = False,
    closes: bool = False,
    warehouse_class: Callable[[Path, Path, Mapping[str, Any]], Warehouse] = Warehouse,
) -> Found:
    """
    Replays the histories side by side, each in its own raw table. Compares every mart with its recomputation after each
    load, and at the end with a full build of the same raw tables in another warehouse. `before` runs between a load and
    its build: a kill, a partial run. With `loads_during`, rows of the next load are loaded during a build, after it has
    taken the inventory. With `changes_seed`, the sources and the engagement inputs have different sync modes, and rows
    change and go between the loads as these allow. With `sources_change`, every second source is declared before it has
    rows, and after the first load one source in five is retired and its raw table dropped, one in five renamed, and dbt
    runs with `--empty`. Some have the same calls as another. The ids of one that is renamed and of one that is not
    become floats, which must stop the run, and are texts again before the next. With `columns_change`, some raw tables
    get and lose columns. With `policies_change`, most sources whose rows can be read again get a second policy before
    the third load, and some a third one before the fourth, mostly from a month on that has begun. With `closes`,
    billing periods close; no source may be upserted then.
    """
    own = {
        name: with_accounts_of(h, name) for name, h in zip(names_of_histories(len(histories)), histories, strict=True)
    }
    # A source is declared with its first rows, or before them.
    first_loads = {
        name: next((n for n, load in enumerate(h.loads) if call_rows(load)), len(h.loads)) for name, h in own.items()
    }
    numbers = {name: int(name[1:]) for name in own}
    same_calls_as: dict[str, str] = {}
    if sources_change:
        first_loads |= {name: 0 for name, number in numbers.items() if number % 2 == 0}
        # Of each two, one is renamed: mostly the one that the other names.
        by_number = {number: name for name, number in numbers.items()}
        same_calls_as = {
            by_number[first + number]: by_number[first + other]
            for first in range(0, len(own), 30)
            for number, other in SAME_CALLS.items()
            if first + number in by_number and first + other in by_number
        }
        # Declared together: that a source has the same calls as another is a policy, and would change. With the first
        # of their rows: a table that is truncated loses those that no run has seen.
        for name, other in same_calls_as.items():
            first_loads[name] = first_loads[other] = min(first_loads[name], first_loads[other])
    names = {name: name for name in own}  # as they are declared now
    # Of one that is renamed and of one that is not; each has rows in the first build, and ids of one letter.
    could_change = [
        name
        for name, history in own.items()
        if sources_change
        and call_rows(history.loads[0])
        and all(len(row.event_id or "a") == 1 for load in history.loads for row in call_rows(load))
    ]
    of_other_type = [name for rest in (2, 3) for name in [n for n in could_change if numbers[n] % 5 == rest][:1]]
    retired: set[str] = set()
    loaded: dict[str, list[Row]] = {name: [] for name in own}
    vars = {**(vars or {}), **(CLOSES if closes else {})}
    facts = [name for name in FACTS if closes or name != "fct_billing_adjustments"]
    grains = [name for name in GRAINS if closes or name != "fct_billing_adjustments"]
    policies: dict[str, list[tuple[date | None, Policy]]] = {name: [(None, FIRST)] for name in own}
    of_days = Settings.from_vars((), vars)
    warehouse = warehouse_class(folder / "increments", project, {})
    calls: dict[str, list[Call]] = {name: [] for name in own}
    engagement: list[EngagementRow] = []
    changes = None if changes_seed is None else Changes(changes_seed, own, vars)
    assert not ((changes or sources_change or policies_change) and loads_during)
    # Of an upserted input, what was loaded before raw_retention_days would stay as it was.
    upserted = LOGS[changes_seed % 2 :: 2] if changes_seed is not None and not vars.get("raw_retention_days") else []
    loaded_early: dict[str, list[Row]] = {name: [] for name in own}  # of the next load, during a build
    build = ["build"]
    if closes:
        # Some rows have no load time, and some are of a clock that is ahead, which this test would rightly tell.
        build += ["--exclude", "every_closing_applies_as_declared"]
    if loads_during:
        # These rows have load times long past, and would have been expected.
        build += ["every_raw_row_is_accounted_for"] if closes else ["--exclude", "every_raw_row_is_accounted_for"]
        vars["loaded_during_the_run"] = load_waiting_rows(own)
        with warehouse.one_connection():
            for name in own:
                warehouse.load(f"histories.waiting_{name}", RAW_COLUMNS, [])
    found = Found(histories=len(own))
    most_loads = max(len(history.loads) for history in own.values())

    def read(row: Row, name: str) -> list[Call]:
        return calls_under(row, names[name], policies[name], of_days)

    for number in range(most_loads):
        if sources_change and number == 1:
            warehouse.dbt("run", "--empty")
            retired = {name for name in own if numbers[name] % 5 == 1}
            names |= {name: f"{name}_renamed" for name in own if numbers[name] % 5 == 2}
            calls = {name: [replace(call, source_name=names[name]) for call in calls[name]] for name in own}
            for name in retired:
                warehouse.execute(f"drop table histories.{name}")
        with warehouse.one_connection():
            for name, history in own.items():
                if name in retired:
                    continue
                load = history.loads[number] if number < len(history.loads) else ()
                rows = call_rows(load)
                loaded[name] += rows
                if changes:
                    changes.load(name, rows)
                    changes.write(warehouse, name)
                    calls[name] = [c for row in changes.rows(name) for c in read(row, name)]
                else:
                    not_loaded = list((Counter(rows) - Counter(loaded_early[name])).elements())
                    warehouse.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in not_loaded])
                    calls[name] += [c for row in rows for c in read(row, name)]
                if columns_change and name.startswith("h") and first_loads[name] == 0 and number in COLUMN_CHANGES:
                    warehouse.execute(COLUMN_CHANGES[number].format(table=f"histories.{name}"))
                engagement += [row for row in load if isinstance(row, EngagementRow)]
                found.loads += number < len(history.loads)
                # Before the third load that of three sources in four, and before the fourth that of one in four.
                if (
                    policies_change
                    and may_change_policy(name, changes)
                    and numbers[name] % 4 >= {2: 1, 3: 3}.get(number, 4)
                ):
                    rows = changes.rows(name) if changes else loaded[name]
                    changed = next_policy(policies[name], rows, name in {*same_calls_as, *same_calls_as.values()})
                    policies[name] += [changed] if changed else []
                    calls[name] = [c for row in rows for c in read(row, name)]
        declared = [name for name in own if first_loads[name] <= number]
        if not declared:
            continue
        tables, features = raw_tables(engagement, upserted), FEATURES if number < 2 else LATER_FEATURES
        tables |= experiment_tables(own, number)
        of_insight = insight_tables(own, number, retired)
        with warehouse.one_connection():
            load_engagement(warehouse, tables, features)
            load_insight(warehouse, of_insight)
        declarations = {
            name: {
                **(
                    declared_policies(name, policies[name]) | ({"sync_mode": changes.modes[name]} if changes else {})
                    if policies[name][1:]
                    else (changes.declaration(name) if changes else declaration(name))
                ),
                "name": names[name],
                **({"formerly": [name]} if names[name] != name else {}),
                **({"same_calls_as": names[same_calls_as[name]]} if same_calls_as.get(name) in declared else {}),
            }
            for name in declared
        }
        sources = [
            {"name": name, "format": source["format"], "ended_on": "2026-03-01"} if name in retired else source
            for name, source in declarations.items()
        ]
        warehouse.vars = {**vars, **engagement_vars(upserted), **INSIGHT, "api_call_sources": sources}
        warehouse.parse(vars_of_parse(warehouse.vars))
        if sources_change and number == 1:
            for name in of_other_type:
                found.unnoticed(name, is_unnoticed(warehouse, name, facts))
            if found.differences:
                return found
        before(warehouse)
        if loads_during:
            with warehouse.one_connection():
                for name in own:
                    early = rows_loaded_during_the_run(own[name], number) if name in declared else []
                    loaded_early[name] = early
                    warehouse.load(f"histories.waiting_{name}", RAW_COLUMNS, [row.values() for row in early])
        passed, said = warehouse.dbt(*build, must_pass=False)
        if not passed:
            # Where one of the package's own tests failed first, the rest is built, too: the cells show which history
            # it was.
            warehouse.dbt("run")
        # What was declared of sources that are retired still holds for their calls.
        settings = Settings.from_vars(
            tuple(names[name] for name in declared if name not in retired),
            {**vars, "api_call_sources": [*declarations.values()]},
        )
        declared_calls = [call for name in declared for call in calls[name]]
        volume = recompute(declared_calls, settings)
        complete_before = first_incomplete_day(declared_calls, settings)
        of_engagement = inputs(tables, features)
        given = insight_inputs(of_insight, closes)
        assert given.billing
        zones = given.billing.zones
        parents = parents_of(given.attributes.values())
        counted = counted_calls(declared_calls, settings)
        expected = {
            **volume,
            "fct_account_tree_calls": tree_calls(counted, parents, settings, complete_before),
            **recompute_engagement(of_engagement, volume, complete_before, settings, Rules()),
            **recompute_insight(
                volume,
                complete_before,
                settings,
                of_engagement,
                given,
                arrivals(declared_calls, settings, zones) if closes else NO_ARRIVALS,
                local_days(declared_calls, counted, volume, settings, zones),
            ),
        }
        expected = {name: expected[name] for name in expected if name in facts}
        is_same = found.compare(expected, warehouse.marts(facts), f"after load {number + 1}")
        say(f"load {number + 1} of {most_loads} of {len(own)} histories built, {found.cells:,} cells compared so far")
        if not passed:
            if is_same:
                raise DbtFailed(said)
            return found
    found.changes = changes.happened if changes else Counter()
    found.policies = sum(len(of_source) - 1 for of_source in policies.values())
    if full_refresh and declared:
        # Raw still has the rows of sources that ended.
        ended = {name: {"ended_on": "2026-03-01"} for name in retired}
        sources = [source | ended.get(name, {}) for name, source in declarations.items()]
        of_full = {**warehouse.vars, "loaded_during_the_run": "", "api_call_sources": sources}
        full = warehouse_class(folder / "full", project, of_full)
        full.parse(vars_of_parse(of_full))
        with full.one_connection():
            for name in own:
                rows = changes.rows(name) if changes else loaded[name]
                full.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in rows])
            load_engagement(full, tables, features)
            load_insight(full, of_insight)
        full.dbt("build", *(["--exclude", "every_closing_applies_as_declared"] if closes else []))
        found.compare(full.marts(grains), warehouse.marts(grains), "against a full build")
    return found
