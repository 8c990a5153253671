"""fct_effects: effects that were planted, what must not count, and which subjects an increment builds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from harness.comparison.marts import assert_same
from harness.spec.effects import recompute_effects
from harness.spec.engagement import Inputs, Row
from harness.spec.volume import Call, Settings, first_incomplete_day, recompute
from harness.warehouses.duckdb import Warehouse
from harness.warehouses.rendered_macros import Room
from scipy import stats

CALL_COLUMNS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "account_id": "varchar",
    "http_response_status_code": "integer",
    "call_count": "integer",
    "loaded_at": "timestamp",
}
ASSIGNMENT_COLUMNS = ["experiment", "assigned_at", "account_id", "variant", "planned_share"]
CHANGE_COLUMNS = ["change", "changed_at", "account_id", "segment", "kind"]
ACCOUNT_COLUMNS = ["account_id", "segment", "is_internal"]
STARTED = date(2026, 9, 7)
COMPLETE_BEFORE = date(2026, 10, 12)
ACCOUNTS = [f"a{number:02}" for number in range(40)]
# What the planted experiment adds to the calls of each day, of 20 usual ones.
PLANTED = 5


def treated(account: str) -> bool:
    return int(account[1:]) % 2 == 1


def call_rows() -> Iterator[tuple[Any, ...]]:
    """A row a day of each account, of which every fifth call fails; the accounts of odd numbers get more from the first
    day of the experiment on. Account a00 has called for a year."""
    rng = random.Random(5)
    number = 0
    for account in ACCOUNTS:
        day = date(2025, 10, 1) if account == "a00" else STARTED - timedelta(days=40)
        while day < COMPLETE_BEFORE:
            calls = 15 + rng.randrange(11) + (PLANTED if treated(account) and day >= STARTED else 0)
            for status, count in ((200, calls - calls // 5), (500, calls // 5)):
                number += 1
                at = datetime(day.year, day.month, day.day, 12)
                yield f"c{number}", at, account, status, count, at + timedelta(hours=1)
            day += timedelta(days=1)
    at = datetime(2026, 10, 12, 1)
    yield "last", at, "internal", 200, 1000, at


def assignment_rows() -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    for account in ACCOUNTS:
        rows.append(("planted", STARTED, account, "New" if treated(account) else "CONTROL", None))
        rows.append(("nothing", STARTED, account, "b" if int(account[1:]) % 4 < 2 else "a", None))
        rows.append(("uneven", STARTED, account, "b" if int(account[1:]) < 12 else "a", None))
        rows.append(("uneven as planned", STARTED, account, *(("b", 0.3) if int(account[1:]) < 12 else ("a", 0.7))))
        if int(account[1:]) < 19:
            rows.append(("small", STARTED, account, "b" if treated(account) else "a", None))
        rows.append(("running", "2026-10-01", account, "b" if treated(account) else "a", None))
    rows += [
        ("planted", "2026-09-07 23:59", "internal", "New", None),
        ("planted", STARTED, "(unattributed)", "New", None),
        ("planted", STARTED, "never called", "CONTROL", None),
        ("planted", "2026-09-09", "a01", "New", None),  # the first assignment counts
        ("planted", None, "a02", "New", None),
        ("planted", STARTED, None, "New", None),
        ("planted", STARTED, "a03", None, None),
        ("nothing", "2026-09-10", "a05", "a", None),
        ("of one", STARTED, "a01", "only", None),
        ("of one", STARTED, "a01", "other", None),
        ("to come", "2026-12-01", "a01", "a", None),
    ]
    return rows


CHANGES = [
    *(("for some", "2026-09-07 10:00", account, None, "product") for account in ACCOUNTS if treated(account)),
    ("for a segment", STARTED, None, "large", "market"),
    ("for all", STARTED, None, None, "pricing"),
    ("for all, too early to tell", "2026-10-01", None, None, "pricing"),
    ("for some, too early to tell", "2026-10-01", "a01", None, "pricing"),
    ("for all, without a past", "2026-04-01", None, None, "pricing"),
    ("without a time", None, None, None, "pricing"),
    (None, STARTED, None, None, "pricing"),
]
ATTRIBUTES = [
    *((account, "large" if int(account[1:]) < 15 else "small", None) for account in ACCOUNTS),
    ("internal", "large", "true"),
]


class Effects:
    def __init__(self, folder: Path, taken_back: Sequence[tuple[Any, ...]] = ()) -> None:
        source = {"name": "calls", "format": "columns", "source": "raw.partner_calls"}
        self.warehouse = Warehouse(
            folder,
            vars={
                "api_call_sources": [source | ({"allow_negative": True} if taken_back else {})],
                "engagement_sources": {
                    name: {"source": f"raw.{name}"} for name in ("experiment_assignments", "changes")
                },
                "accounts_relation": {"source": "raw.accounts_of_experiments"},
            },
        )
        self.calls = [*call_rows(), *taken_back]
        self.assignments, self.changes = assignment_rows(), list(CHANGES)
        self.warehouse.load("raw.partner_calls", CALL_COLUMNS, self.calls)
        self.warehouse.load("raw.accounts_of_experiments", dict.fromkeys(ACCOUNT_COLUMNS, "varchar"), ATTRIBUTES)
        self.load_inputs()
        self.warehouse.dbt("build")

    def load_inputs(self) -> None:
        inputs = {
            "experiment_assignments": (ASSIGNMENT_COLUMNS, self.assignments),
            "changes": (CHANGE_COLUMNS, self.changes),
        }
        for name, (columns, rows) in inputs.items():
            self.warehouse.execute(f"create schema if not exists raw; drop table if exists raw.{name}")
            self.warehouse.load(f"raw.{name}", dict.fromkeys(columns, "varchar"), rows)

    def cell(self, *key: str) -> Row:
        return self.warehouse.mart("fct_effects")[key]

    def cells_as_recomputed(self) -> int:
        """Asserts that plain Python gives every cell. Returns how many there are."""

        def at(time: Any) -> datetime | None:
            return None if time is None else datetime.fromisoformat(str(time))

        calls = [
            Call(
                source_name="calls",
                deduplication_key=row[0],
                **{**dict(zip(CALL_COLUMNS, row, strict=True)), "call_count": Decimal(row[4])},
            )
            for row in self.calls
        ]
        settings = Settings.from_vars(("calls",), self.warehouse.vars)
        assignments = [dict(zip(ASSIGNMENT_COLUMNS, row, strict=True)) for row in self.assignments]
        changes = [dict(zip(CHANGE_COLUMNS, row, strict=True)) for row in self.changes]
        inputs = Inputs(
            experiment_assignments=[{**row, "assigned_at": at(row["assigned_at"])} for row in assignments],
            changes=[{**row, "changed_at": at(row["changed_at"])} for row in changes],
        )
        attributes = {row[0]: {"segment": row[1]} for row in ATTRIBUTES}
        complete_before = first_incomplete_day(calls, settings)
        assert complete_before == COMPLETE_BEFORE
        expected = recompute_effects(
            inputs, recompute(calls, settings), complete_before, settings, attributes, ["internal"]
        )
        return assert_same(expected, self.warehouse.marts(["fct_effects"]))


@pytest.fixture(scope="module")
def effects(tmp_path_factory: pytest.TempPathFactory) -> Effects:
    return Effects(tmp_path_factory.mktemp("effects"))


def test_every_cell_is_as_recomputed(effects: Effects, record_property: Callable[[str, object], None]) -> None:
    record_property("cells of effects", effects.cells_as_recomputed())


def test_the_planted_effect_is_within_its_interval(effects: Effects) -> None:
    cell = effects.cell("experiment", "planted", "New", "calls")
    # Of the controls, one never called.
    assert (cell["accounts"], effects.cell("experiment", "planted", "CONTROL", "calls")["accounts"]) == (20, 21)
    days = effects.cell("experiment", "planted", "New", "active_days")
    assert days["mean"] == 28
    assert cell["interval_low"] < PLANTED * 28 < cell["interval_high"]
    assert cell["q_value"] < Decimal("0.001")
    assert cell["any_time_p_value"] >= cell["p_value"]
    nothing = effects.cell("experiment", "nothing", "b", "calls")
    assert nothing["interval_low"] < 0 < nothing["interval_high"]
    assert (nothing["accounts_in_two_variants"], nothing["p_value"] > Decimal("0.05")) == (1, True)


def test_calls_that_are_taken_back_are_no_error(tmp_path: Path) -> None:
    """Of an account after and before the day, of all of them, and in one outcome: a logarithm would stop the run."""

    def back(number: int, account: str, day: date, status: int, count: int) -> tuple[Any, ...]:
        at = datetime(day.year, day.month, day.day, 13)
        return f"back{number}", at, account, status, -count, at + timedelta(hours=1)

    after, before = STARTED + timedelta(days=3), STARTED - timedelta(days=5)
    effects = Effects(
        tmp_path,
        [
            back(1, "a01", after, 200, 100_000),
            back(2, "a02", before, 200, 100_000),
            back(3, "a03", after, 200, 450),
            back(4, "a03", after, 500, -200),
            back(5, "a06", before - timedelta(days=30), 500, 1_000_000),
        ],
    )
    effects.cells_as_recomputed()
    assert effects.cell("experiment", "planted", "New", "calls")["mean"] < 0
    assert 0 < effects.cell("experiment", "planted", "New", "success_rate")["mean"] < 1
    assert effects.cell("change", "for all", "all", "log_change")["p_value"] is not None


def told_of(arms: dict[str, list[tuple[float, float]]]) -> dict[str, dict[str, Any]]:
    """What the mart's SQL says of arms, of which each account has a measure and the same before."""
    connection = duckdb.connect()
    connection.execute(
        "create table measured (subject_kind text, subject text, variant text, metric text, measured double,"
        " divided_by double, measured_before double)"
    )
    rows = [("experiment", "e", variant, "calls", now, 1, before) for variant, of in arms.items() for now, before in of]
    connection.executemany("insert into measured values (?, ?, ?, ?, ?, ?, ?)", rows)
    connection.execute(
        "create table expected_arms as select distinct subject_kind, subject, variant, metric,"
        " case when variant = 'control' then 1 else 0 end as is_control from measured"
    )
    query = Room("statistics", "insight").tested_effects_query(10)
    columns = ["effect", "standard_error", "statistic", "quantile", "p_value", "ratio", "ratio_low", "ratio_high"]
    found = connection.execute(f"select variant, {', '.join(columns)} from ({query}) as tested").fetchall()
    return {variant: dict(zip(columns, values, strict=True)) for variant, *values in found}


def test_the_interval_of_a_lift_ends_where_what_is_left_becomes_significant() -> None:
    """Divided by either end of the interval, the variant's calls differ by one quantile of standard errors."""
    rng = random.Random(6)
    arms: dict[str, list[tuple[float, float]]] = {}
    for variant, accounts, factor in (("control", 25, 1.0), ("some", 18, 1.6), ("more", 30, 2.5)):
        rates = [rng.lognormvariate(4, 1) for _ in range(accounts)]
        arms[variant] = [(r * factor * rng.lognormvariate(0, 0.3), r * rng.lognormvariate(0, 0.3)) for r in rates]
    whole = told_of(arms)
    for variant in ("some", "more"):
        for side, sign in {"low": 1, "high": -1}.items():
            ratio = whole[variant][f"ratio_{side}"]
            divided = {**arms, variant: [(now / ratio, before) for now, before in arms[variant]]}
            assert told_of(divided)[variant]["statistic"] == pytest.approx(sign * whole[variant]["quantile"], rel=1e-9)


def test_the_interval_of_a_lift_excludes_0_where_the_difference_is_significant() -> None:
    rng = random.Random(7)
    arms: dict[str, list[tuple[float, float]]] = {}
    for variant in ("control", *(f"times {1 + tenths / 10}" for tenths in range(-6, 16))):
        rates = [rng.lognormvariate(4, 0.6) for _ in range(20)]
        factor = 1.0 if variant == "control" else float(variant.split()[1])
        arms[variant] = [(r * factor * rng.lognormvariate(0, 0.5), r * rng.lognormvariate(0, 0.5)) for r in rates]
    found = told_of(arms)
    del found["control"]
    are_significant = {variant: cell["p_value"] < 0.05 for variant, cell in found.items()}
    assert {v: not cell["ratio_low"] <= 1 <= cell["ratio_high"] for v, cell in found.items()} == are_significant
    assert 5 <= sum(are_significant.values()) <= len(found) - 5


def test_a_mean_that_may_be_0_has_no_interval_of_its_lift() -> None:
    """One large account: there is no end to the ratios that fit. There are a lift and a standard error all the same."""
    arms = {"control": [(float(n == 0) * 1000 + n, 0.0) for n in range(12)], "v": [(40.0 + n, 0.0) for n in range(12)]}
    found = told_of(arms)["v"]
    assert (found["ratio_low"], found["ratio_high"]) == (None, None)
    assert found["ratio"] == pytest.approx(45.5 * 12 / 1066)
    assert found["effect"] == pytest.approx(45.5 - 1066 / 12)
    assert found["standard_error"] > 0


def test_a_share_of_accounts_that_chance_does_not_give_is_told(effects: Effects) -> None:
    uneven = effects.cell("experiment", "uneven", "b", "calls")["sample_ratio_p_value"]
    assert float(uneven) == pytest.approx(stats.chisquare([12, 28]).pvalue, abs=1e-6)
    assert effects.cell("experiment", "uneven as planned", "b", "calls")["sample_ratio_p_value"] == 1


def test_too_few_accounts_are_no_evidence(effects: Effects) -> None:
    small = effects.cell("experiment", "small", "b", "calls")
    assert (small["accounts"], small["effect"], small["p_value"], small["interval_low"]) == (9, None, None, None)
    assert small["mean"] > 0
    only = effects.cell("experiment", "of one", "other", "calls")
    assert (only["accounts"], only["accounts_in_two_variants"], only["mean"]) == (0, 1, None)
    to_come = effects.cell("experiment", "to come", "a", "calls")
    assert (to_come["accounts"], to_come["is_final"]) == (0, False)


def test_a_running_experiment_counts_complete_days(effects: Effects) -> None:
    running = effects.cell("experiment", "running", "b", "active_days")
    assert (running["mean"], running["is_final"], running["p_value"]) == (11, False, None)


def test_a_change_is_that_of_the_concerned_less_that_of_the_others(effects: Effects) -> None:
    cell = effects.cell("change", "for some", "concerned", "log_change")
    assert cell["lift_low_ratio"] < PLANTED / 20 < cell["lift_high_ratio"]
    assert (cell["accounts"], cell["p_value"] < Decimal("0.001")) == (20, True)
    # A segment is compared with all others.
    whole = [effects.cell("change", "for a segment", v, "log_change") for v in ("concerned", "not concerned")]
    assert [cell["accounts"] for cell in whole] == [15, 25]
    assert whole[0]["p_value"] > Decimal("0.05")


def test_a_change_for_all_is_compared_with_earlier_dates(effects: Effects) -> None:
    cell = effects.cell("change", "for all", "all", "log_change")
    assert (cell["accounts"], float(cell["p_value"]) >= 1 / 27, cell["standard_error"]) == (40, True, None)
    for subject in ("for all, too early to tell", "for all, without a past"):
        assert effects.cell("change", subject, "all", "log_change")["p_value"] is None
    assert effects.cell("change", "for some, too early to tell", "concerned", "log_change")["accounts"] == 0
    assert not any(key[1] in (None, "without a time") for key in effects.warehouse.mart("fct_effects"))


def test_an_increment_builds_the_subjects_that_changed(effects: Effects, tmp_path: Path) -> None:
    changed = Effects.__new__(Effects)
    changed.warehouse = effects.warehouse.copy(tmp_path)
    changed.calls, changed.assignments, changed.changes = list(effects.calls), list(effects.assignments), []
    before = {key: cell["data_version"] for key, cell in effects.warehouse.mart("fct_effects").items()}
    changed.changes = [row for row in effects.changes if row[0] != "for some"]
    changed.assignments += [("it's \\new", "2026-09-08", "a01", "b", None)]
    # A call of 9 October, loaded late: only what is still running has days in which it counts.
    late = ("late", datetime(2026, 10, 9, 12), "a07", 200, 50, datetime(2026, 10, 12, 2))
    changed.calls.append(late)
    changed.load_inputs()
    changed.warehouse.load("raw.partner_calls", CALL_COLUMNS, [late])
    _, said = changed.warehouse.dbt("build")
    assert "fct_effects: " in said
    after = {key: cell["data_version"] for key, cell in changed.warehouse.mart("fct_effects").items()}
    built = {key[1] for key in {*before, *after} if before.get(key) != after.get(key)}
    early = {"for all, too early to tell", "for some, too early to tell"}
    assert built == {"running", "for some", "it's \\new", *early}
    changed.cells_as_recomputed()
    _, said = changed.warehouse.dbt("run")
    assert "fct_effects: " not in said  # nothing to build


def test_an_input_without_its_columns_stops_the_run(effects: Effects) -> None:
    sources: dict[str, Any] = {"experiment_assignments": {"source": "raw.changes"}}
    passed, said = effects.warehouse.check_settings({**effects.warehouse.vars, "engagement_sources": sources})
    assert not passed
    assert "`engagement_sources.experiment_assignments.columns.experiment`" in said
