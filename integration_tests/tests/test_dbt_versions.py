"""The package under each supported version of dbt: `make test-dbt-versions`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from harness.report import data_of, report_of, without_data
from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse, install_packages
from harness.warehouses.what_ran import Ran, is_exposure, record

ENVIRONMENTS = {
    "1.11": Path(sys.prefix),
    "1.12": PACKAGE / ".venv-dbt-1.12",
    "2.0": PACKAGE / ".venv-dbt-2",
}
MARTS = "select table_name from information_schema.tables where regexp_matches(table_name, '^(fct|dim)_') order by 1"

FIRST_EVENT = "select min(event_id) from sample_product_events"

pytestmark = pytest.mark.dbt_versions

# A mart's columns with their types, and its rows.
Table = tuple[list[Any], Counter[tuple[Any, ...]]]


@dataclass(frozen=True)
class Built:
    """
    The sample as one version of dbt builds it, before and after a run without news, how long that run took, the report,
    the summary, and what it printed when a promise was broken.
    """

    software: str
    nodes: Counter[str]
    before: dict[str, Table]
    after: dict[str, Table]
    seconds: float
    report: str
    summary: str
    warned: str


def run(version: str, warehouse: Warehouse, *arguments: str) -> str:
    """Runs dbt in its own process, which must succeed. Returns what it printed."""
    environment = ENVIRONMENTS[version]
    ran = subprocess.run(
        [environment / "bin" / "dbt", *warehouse.command(*arguments)],
        env={**os.environ, "LD_LIBRARY_PATH": str(environment / "lib")},  # dbt 2 looks for libduckdb.so
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    return ran.stdout


def marts(warehouse: Warehouse) -> dict[str, Table]:
    with warehouse.connection() as connection:
        names = [name for (name,) in connection.execute(MARTS).fetchall()]
        return {
            name: (
                connection.execute(f"describe {name}").fetchall(),
                Counter(connection.execute(f"select * from {name}").fetchall()),
            )
            for name in names
        }


def cells(tables: dict[str, Table]) -> int:
    return sum(len(columns) * rows.total() for columns, rows in tables.values())


def different_marts(one: dict[str, Table], other: dict[str, Table]) -> list[str]:
    return [name for name in one.keys() | other.keys() if one.get(name) != other.get(name)]


def build(version: str, folder: Path) -> Built:
    warehouse = Warehouse(folder, PACKAGE)
    run(version, warehouse, "seed")
    # In dbt 2, the unit test of an incremental model needs its table.
    run(version, warehouse, "run")
    said = run(version, warehouse, "build")
    # The wording of dbt 1. The alpha of dbt 2 warns of each column whose type has another name on DuckDB.
    assert "[WARNING]" not in said, said
    results = json.loads((folder / "target" / "run_results.json").read_text(encoding="utf-8"))
    ran = [result for result in results["results"] if not is_exposure(result)]
    nodes = Counter(result["unique_id"].split(".")[0] for result in ran)
    del nodes["operation"]  # dbt 2 doesn't count the hooks
    assert {result["status"] for result in ran} == {"success", "pass"}
    before = marts(warehouse)
    start = time.monotonic()
    run(version, warehouse, "build", "--exclude", "resource_type:seed")
    seconds = time.monotonic() - start
    shown = run(version, warehouse, "show", "--inline", "select version() as version", "--output", "json")
    found = re.search(r'"version":\s*"v(.+?)"', shown)
    assert found, shown
    software = f"dbt {results['metadata']['dbt_version']} on DuckDB {found[1]}"
    after = marts(warehouse)
    printed = report_of(run(version, warehouse, "--quiet", "run-operation", "volume_report"))
    summary = run(version, warehouse, "--quiet", "run-operation", "volume_summary")
    warehouse.execute(f"update sample_product_events set occurred_at = null where event_id = ({FIRST_EVENT})")
    warned = run(version, warehouse, "test", "--select", "every_product_event_has_a_time", "--store-failures")
    return Built(software, nodes, before, after, seconds, printed, summary, warned)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    return {version: build(version, tmp_path_factory.mktemp(f"dbt-{version}")) for version in ENVIRONMENTS}


@pytest.mark.parametrize("project", [PACKAGE, CONSUMER], ids=["package", "installed"])
@pytest.mark.parametrize("version", ENVIRONMENTS)
def test_it_parses_without_a_warning(version: str, project: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path, project)
    run(version, warehouse, "parse", "--warn-error", "--no-partial-parse", "--show-all-deprecations")


SAMPLED = {
    "dbt_project.yml": """
name: shop
version: 1.0.0
profile: api_call_volume_integration_tests
vars:
  api_call_volume:
    api_call_sources: [{name: till, format: columns, source: raw.till_calls}]
""",
    "packages.yml": f"packages:\n  - local: {PACKAGE}\n",
    "models/raw.yml": """
sources:
  - name: raw
    tables: [{name: till_calls, config: {event_time: loaded_at}}]
""",
}


@pytest.mark.parametrize("version", ENVIRONMENTS)
def test_a_run_that_would_count_a_sample_stops(version: str, tmp_path: Path) -> None:
    """Each version says in its own way that it runs with `--sample`. It stops before it looks for the raw table."""
    project = tmp_path / "project"
    for path, text in SAMPLED.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, encoding="utf-8")
    install_packages(project)
    warehouse = Warehouse(tmp_path / "warehouse", project)
    with pytest.raises(
        AssertionError, match=r"a part of the calls as if they were all(.|\n)*source.shop.raw.till_calls"
    ):
        run(version, warehouse, "run", "--sample", "3 days")


@pytest.mark.parametrize("version", ENVIRONMENTS)
def test_a_run_without_news_changes_nothing(version: str, built: dict[str, Built]) -> None:
    assert different_marts(built[version].before, built[version].after) == []


@pytest.mark.parametrize("version", ENVIRONMENTS)
def test_a_broken_promise_says_what_happened(version: str, built: dict[str, Built]) -> None:
    said = built[version].warned
    assert "api_call_volume: every_product_event_has_a_time warns: 1 row" in said, said
    assert re.search(r"  product_events: event \w+ .* has no readable time.*\n    What to do: ", said), said


def test_each_version_prints_the_same_report_and_summary(built: dict[str, Built]) -> None:
    pages = [made.report for made in built.values()]
    assert len({without_data(page) for page in pages}) == 1
    of_each = [{**data_of(page), "made_at": ""} for page in pages]
    assert of_each[0]["weeks"]
    assert all(data == of_each[0] for data in of_each)
    summaries = {made.summary.strip() for made in built.values()}
    assert len(summaries) == 1
    assert "3,282 calls" in summaries.pop()


def test_each_version_builds_the_same_cells(built: dict[str, Built]) -> None:
    for made in built.values():
        assert different_marts(built["1.11"].after, made.after) == []
    of_each = built["1.11"]
    assert all(made.nodes == of_each.nodes for made in built.values())
    print(f"\n{'a build without news':40}{'seconds':>10}")
    for made in built.values():
        print(f"{made.software:40}{made.seconds:10.1f}")
    what = (
        f"{of_each.nodes['model']} models, {of_each.nodes['test']} data tests, {of_each.nodes['unit_test']} unit tests"
    )
    by = ", ".join(made.software for made in built.values())
    record(Ran("DuckDB", "run", by, f"{what}; {cells(of_each.after):,} cells equal, again after a run without news"))
