"""The generic tests that users put on their own marts: they find what is wrong, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from harness.mutations import MUTATIONS, Verdict, create_tables, generic_tests, mutation_table, verdicts, write_project
from harness.warehouse import Warehouse

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
    record_property("verdicts of generic tests on mutated marts", len(MUTATIONS) * len(generic_tests("")))


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
