"""The generic tests for users' own marts find what is wrong, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from dbt.artifacts.schemas.manifest import WritableManifest
from dbt.contracts.graph.manifest import Manifest
from harness.comparison.mutations import (
    MUTATIONS,
    Verdict,
    create_tables,
    generic_tests,
    mutation_table,
    verdicts,
    write_project,
)
from harness.warehouses.duckdb import Warehouse

TO = "source('mutation_a_dropped_day', 'billed')"
BILLED = {
    "measure": "api_calls",
    "to": TO,
    "to_measure": "billed_calls",
    "group_by": ["date_day", "account_id"],
    "to_group_by": ["day", "customer"],
}
CONFIGS: dict[str, dict[str, Any]] = {
    "warns": {"severity": "warn"},
    "warns_up_to_3_rows": {"error_if": ">3", "warn_if": ">0"},
    "is_limited": {"limit": 2},
    "is_stored": {"store_failures": True},
    "looks_elsewhere": {"where": "date_day <> cast('2026-03-05' as date)"},
}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("mutations")
    configured = [
        {"api_call_volume.reconciles_with": {"name": name, "arguments": BILLED, "config": config}}
        for name, config in CONFIGS.items()
    ]
    project = write_project(folder / "project", *configured)
    (project / "macros").mkdir()
    (project / "macros" / "render_test.sql").write_text(
        "{% macro render_test(test, arguments) %}\n"
        "{{ print(api_call_volume['test_' ~ test](model='daily', **arguments)) }}\n"
        "{% endmacro %}\n"
    )
    warehouse = Warehouse(folder / "warehouse", project)
    create_tables(warehouse)
    return warehouse


@pytest.fixture(scope="module")
def found(warehouse: Warehouse) -> dict[str, Verdict]:
    return verdicts(warehouse)


def test_each_mutation_is_found_by_the_tests_that_must(found: dict[str, Verdict], record_property: Any) -> None:
    table, wrong = mutation_table(found)
    print(table)
    assert wrong == []
    record_property("verdicts of generic tests on mutated marts", sum("__" in name for name in found))


def test_each_generic_test_finds_a_mutation() -> None:
    bite = {name for _, expected in MUTATIONS.values() for name in expected}
    assert bite == set(generic_tests(""))


def test_severity_limits_and_where_work_as_usual(found: dict[str, Verdict]) -> None:
    assert {name: found[name] for name in CONFIGS} == {
        "warns": Verdict("warn", 3),
        "warns_up_to_3_rows": Verdict("warn", 3),
        "is_limited": Verdict("fail", 2),
        "is_stored": Verdict("fail", 3),
        "looks_elsewhere": Verdict("fail", 3),
    }


def test_failing_rows_are_stored_with_their_keys_and_both_values(
    warehouse: Warehouse, found: dict[str, Verdict]
) -> None:
    assert found["is_stored"].failures == 3
    stored = warehouse.rows("select * from main_dbt_test__audit.is_stored order by account_id nulls last")
    assert list(stored[0]) == ["date_day", "account_id", "value_here", "value_there", "difference"]
    assert [(str(row["date_day"]), row["account_id"]) for row in stored] == [
        ("2026-03-05", "acme"),
        ("2026-03-05", "birch"),
        ("2026-03-05", None),
    ]
    assert {(row["value_here"], row["value_there"], row["difference"]) for row in stored} == {(0, 13, -13)}


MEASURE = {"measure": "calls", "to": "db.schema.billed"}
PERIODS = {"column": "day", "to": "db.schema.billed"}
GRAINS = {**MEASURE, **PERIODS, "to_column": "week", "period": "week"}
RATE = {"rate": "rate", "numerator": "part", "denominator": "whole"}
WRONG: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "no measure": ("reconciles_with", {"to": "a.b"}, ["`measure`", "missing"]),
    "measures": ("reconciles_with", {**MEASURE, "measure": ["a", "b"]}, ["`measure`", "['a', 'b']", "one column"]),
    "no other model": ("reconciles_with", {"measure": "calls"}, ["`to`", "missing", "ref('model')"]),
    "a bare name": ("shares_keys_with", {"columns": ["a"], "to": "billed"}, ["`to`", "`to: ref('billed')`"]),
    "an expression without a name": (
        "reconciles_with",
        {**MEASURE, "group_by": ["day", "lower(account)"]},
        ["`group_by[1]`", "`lower(account)` is not the name", '`{name: "SQL expression"}`'],
    ),
    "fewer keys there": (
        "reconciles_with",
        {**MEASURE, "group_by": ["day", "account"], "to_group_by": ["day"]},
        ["`to_group_by`", "it has 1 and `group_by` has 2"],
    ),
    "no key here": ("reconciles_with", {**MEASURE, "to_group_by": ["day"]}, ["`to_group_by`", "`group_by` has 0"]),
    "a tolerance in words": (
        "reconciles_with",
        {**MEASURE, "relative_tolerance": "1 %"},
        ["`relative_tolerance`", "`1 %`", "a number"],
    ),
    "a negative tolerance": ("rate_is_consistent", {**RATE, "tolerance": -1}, ["`tolerance`", "`-1`"]),
    "complete periods of no column": (
        "reconciles_with",
        {**MEASURE, "complete_periods": {"days": 2}},
        ["`complete_periods.column`", "missing"],
    ),
    "complete periods without a rule": (
        "reconciles_with",
        {**MEASURE, "complete_periods": {"column": "day"}},
        ["`complete_periods`", "column, to_column, where, to_where, days"],
    ),
    "complete periods by a column": (
        "covers_the_same_periods",
        {**PERIODS, "complete_periods": "is_complete_period"},
        ["`complete_periods`", "`is_complete_period`", "where, to_where, days"],
    ),
    "complete periods by a rule unknown": (
        "additive_across_grains",
        {**GRAINS, "complete_periods": {"where": "is_complete_period"}},
        ["`complete_periods`", "to_where, days"],
    ),
    "half a day": (
        "covers_the_same_periods",
        {**PERIODS, "complete_periods": {"days": 0.5}},
        ["`complete_periods.days`", "`0.5`", "whole number"],
    ),
    "period": ("covers_the_same_periods", {**PERIODS, "period": "hour"}, ["`period`", "`hour`", "day, week, month"]),
    "weekday": ("covers_the_same_periods", {**PERIODS, "week_start_day": "funday"}, ["`week_start_day`", "monday"]),
    "no key": ("shares_keys_with", {"columns": [], "to": "a.b"}, ["`columns`", "empty"]),
    "direction": (
        "shares_keys_with",
        {"columns": ["a"], "to": "a.b", "direction": "back"},
        ["`direction`", "`back`", "here_in_there, both"],
    ),
    "no coarser date": ("additive_across_grains", {**GRAINS, "to_column": None}, ["`to_column`", "missing"]),
    "kind": ("additive_across_grains", {**GRAINS, "kind": "sum"}, ["`kind`", "`sum`", "additive, distinct"]),
    "the most of a count": (
        "additive_across_grains",
        {**GRAINS, "kind": "distinct", "measure": "count(distinct user_id)"},
        ["`measure`", "is an aggregate"],
    ),
    "may it": ("rate_is_consistent", {**RATE, "may_exceed_one": "yes"}, ["`may_exceed_one`", "`yes`", "True, False"]),
    "no denominator": ("rate_is_consistent", {**RATE, "denominator": None}, ["`denominator`", "missing"]),
}


@pytest.fixture(scope="module")
def manifest(warehouse: Warehouse, found: dict[str, Verdict]) -> Manifest:
    """The project as parsed by `found`: parsing it again for each wrong argument would take a minute."""
    written = WritableManifest.read(str(warehouse.folder / "target" / "manifest.json"))
    manifest = Manifest.from_writable_manifest(written)
    manifest.build_flat_graph()  # type: ignore[no-untyped-call]
    return manifest


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_argument_is_named(warehouse: Warehouse, manifest: Manifest, case: str) -> None:
    test, arguments, says = WRONG[case]
    given = json.dumps({"test": test, "arguments": arguments})
    succeeded, printed = warehouse.dbt(
        "run-operation", "render_test", "--args", given, must_pass=False, manifest=manifest
    )
    assert not succeeded
    for text in (f"of the test `{test}` is wrong", *says):
        assert text in printed, printed
