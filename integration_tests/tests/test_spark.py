"""Spark: the sample, increments and random histories have the cells of DuckDB and of plain Python."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same, without_versions
from harness.histories.calls import random_histories
from harness.histories.examples import mismatches_of_every_format
from harness.histories.replay import replay
from harness.spec.logs import sample_calls
from harness.spec.marts import ENGAGEMENT_MARTS, REJECTED, VOLUME_MARTS, Marts
from harness.spec.texts import misread_texts
from harness.spec.volume import Settings, recompute
from harness.warehouses.duckdb import PACKAGE, Warehouse
from harness.warehouses.what_ran import Ran, record

spark = pytest.importorskip("harness.warehouses.spark", reason="pyspark is not installed")

VARS = {"reporting_timezone": "America/New_York", "week_start_day": "sunday"}
RAW = ["sample_kong_log", "sample_partner_calls"]
OTHERS = [path.stem for path in (PACKAGE / "seeds").glob("*.csv") if path.stem not in RAW]
# Three weeks of the sample: each table has a file per day, and a file takes as long as a thousand rows.
SINCE = "2026-09-08"
LATER = "2026-09-25"
BUILT = ["--exclude", "resource_type:seed"]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    with spark.session() as session:
        yield session


@pytest.fixture(scope="module")
def on_duckdb(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A full build of the same rows on DuckDB."""
    warehouse = Warehouse(tmp_path_factory.mktemp("duckdb"), PACKAGE, VARS)
    warehouse.dbt("seed")
    for table in RAW:
        warehouse.execute(f"delete from {table} where loaded_at < '{SINCE}'")
    warehouse.dbt("run")
    return warehouse


@pytest.fixture(scope="module")
def recomputed() -> Marts:
    calls = (call for call in sample_calls(PACKAGE / "seeds") if str(call.loaded_at) >= SINCE)
    return recompute(calls, Settings.from_vars(("edge", "partner"), VARS))


def assert_same_as_elsewhere(warehouse: Warehouse, on_duckdb: Warehouse, recomputed: Marts) -> int:
    marts = [*VOLUME_MARTS, REJECTED, *ENGAGEMENT_MARTS]
    found = warehouse.marts(marts)
    assert_same(recomputed, found)
    cells = assert_same(without_versions(on_duckdb.marts(marts)), found)
    print(f"{cells} cells as on DuckDB, 0 differ")
    return cells


def test_the_sample_has_the_same_cells_as_on_duckdb(
    tmp_path: Path, session: Any, on_duckdb: Warehouse, recomputed: Marts
) -> None:
    warehouse = spark.SparkWarehouse(tmp_path, PACKAGE, VARS, schema="at_once")
    warehouse.copy_of(on_duckdb, dict.fromkeys([*RAW, *OTHERS], "true"))
    _, said = warehouse.dbt("build", *BUILT)
    cells = assert_same_as_elsewhere(warehouse, on_duckdb, recomputed)
    assert cells > 20_000
    finished = re.findall(r"Finished running .*", said)[-1]
    models, data_tests, unit_tests = (
        sum(map(int, re.findall(rf"([0-9]+) (?:[a-z]+ )*{what}s", finished)))
        for what in ("model", "data test", "unit test")
    )
    record(
        Ran(
            "Spark 4",
            "run",
            f"Spark {version('pyspark')}, dbt-spark {version('dbt-spark')}",
            f"{models} models, {data_tests} data tests, {unit_tests} unit tests; {cells:,} cells as on DuckDB",
        )
    )


def days(warehouse: Warehouse) -> dict[Any, Any]:
    """Shows whether a day was built again."""
    query = "select distinct date_day, data_version, is_complete_period from fct_api_calls_daily"
    return {row["date_day"]: (row["data_version"], row["is_complete_period"]) for row in warehouse.rows(query)}


def test_increments_have_the_same_cells_and_read_only_what_they_touch(
    tmp_path: Path, session: Any, on_duckdb: Warehouse, recomputed: Marts
) -> None:
    warehouse = spark.SparkWarehouse(tmp_path, PACKAGE, VARS, schema="increments")
    warehouse.copy_of(on_duckdb, dict.fromkeys(OTHERS, "true"))
    warehouse.copy_of(on_duckdb, dict.fromkeys(RAW, f"loaded_at < '{LATER}'"))
    warehouse.dbt("run", *BUILT)
    before = days(warehouse)
    warehouse.copy_of(on_duckdb, dict.fromkeys(RAW, f"loaded_at >= '{LATER}'"))
    _, said = warehouse.dbt("build", *BUILT, "--exclude-resource-type", "unit_test")
    print(re.findall(r"Finished running .*", said)[-1])
    assert_same_as_elsewhere(warehouse, on_duckdb, recomputed)

    after = days(warehouse)
    touched = {str(day) for day in {*before, *after} if before.get(day) != after.get(day)}
    assert touched
    assert len(touched) < len(after)
    model = "models/marts/volume/fct_api_calls_daily.sql"
    query = (warehouse.folder / "target" / "compiled" / "api_call_volume" / model).read_text(encoding="utf-8")
    for rollup in ("int_route_calls", "int_user_calls", "int_duration_calls"):
        files = [file for file in session.sql(query).inputFiles() if f"/{rollup}/" in file]
        assert {re.findall("date_day=([0-9-]+)", file)[0] for file in files} == touched
        print(f"{rollup}: {len(files)} of {len(session.table('increments.' + rollup).inputFiles())} files in the plan")

    facts = ["fct_api_calls_daily", "fct_api_calls_weekly", "fct_api_call_ledger", "int_route_calls"]
    written = {fact: session.table(f"increments.{fact}").inputFiles() for fact in facts}
    warehouse.dbt("run", *BUILT)
    for fact, files in written.items():
        session.catalog.refreshTable(f"increments.{fact}")
        assert sorted(session.table(f"increments.{fact}").inputFiles()) == sorted(files), (
            f"{fact} was written by a run without news"
        )


def test_random_histories_have_the_same_cells_as_in_plain_python(tmp_path: Path, session: Any) -> None:
    histories = random_histories(12, seed_number=4000, least_loads=3, most_loads=4)
    found = replay(
        tmp_path,
        histories,
        {"reporting_timezone": "Europe/Berlin"},
        full_refresh=False,
        warehouse_class=lambda folder, project, vars: spark.SparkWarehouse(
            folder, project, vars, schema="histories_built"
        ),
    )
    print(found)
    assert not found.differences


def test_every_format_is_read_as_on_duckdb(tmp_path: Path, session: Any) -> None:
    warehouse = spark.SparkWarehouse(tmp_path, schema="formats")
    examples, found = mismatches_of_every_format(warehouse, "run", "--select", "staging")
    assert found == []
    print(f"{examples} examples of log records")


def test_a_worker_killed_during_a_build_changes_no_cell(
    tmp_path: Path, on_duckdb: Warehouse, recomputed: Marts
) -> None:
    with spark.cluster() as cluster:
        warehouse = spark.ClusterWarehouse(tmp_path, PACKAGE, VARS, port=cluster.port)
        warehouse.copy_of(on_duckdb, dict.fromkeys([*RAW, *OTHERS], "true"))
        dbt = str(Path(sys.executable).with_name("dbt"))
        command = [dbt, *warehouse.command("run", *BUILT)]
        said = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout
            for line in run.stdout:
                said.append(line)
                if "START" in line and "int_route_calls" in line:
                    assert cluster.workers[0].poll() is None
                    cluster.workers[0].kill()
        assert run.returncode == 0, "".join([*said, cluster.errors()])
        assert cluster.workers[1].poll() is None
        assert_same_as_elsewhere(warehouse, on_duckdb, recomputed)


def test_texts_are_read_as_elsewhere(tmp_path: Path, session: Any) -> None:
    wrong, found = misread_texts(spark.SparkWarehouse(tmp_path, PACKAGE, {}, schema="raw"))
    assert not wrong, "\n".join(wrong[:40])
    assert found > 900
