"""The package on Postgres: the same cells as on DuckDB, in full builds and increments, and with two runs at once."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same, without_versions
from harness.comparison.mutations import create_tables, mutation_table, verdicts, write_project
from harness.comparison.sample import VARS, assert_is_as_in_python
from harness.histories.calls import random_histories
from harness.histories.examples import mismatches_of_every_format
from harness.histories.faults import Killer, partial_runs
from harness.histories.replay import replay
from harness.report import data_of, report
from harness.spec.logs import sample_calls
from harness.spec.marts import GRAINS
from harness.spec.volume import Settings, recompute
from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse
from harness.warehouses.postgres import PostgresWarehouse
from harness.warehouses.what_ran import Ran, built, record

pytestmark = pytest.mark.postgres


def assert_is_as_on_duckdb(on_duckdb: Warehouse, on_postgres: Warehouse) -> int:
    """Asserts that both have the same cells, except versions, and returns how many cells there are."""
    return assert_same(without_versions(on_duckdb.marts(GRAINS)), on_postgres.marts(GRAINS))


def test_the_sample_has_the_same_cells_as_on_duckdb(
    tmp_path: Path, port: int, record_property: Callable[[str, object], None]
) -> None:
    on_duckdb = Warehouse(tmp_path / "duckdb", PACKAGE, VARS)
    on_duckdb.dbt("build", "--exclude-resource-type", "unit_test")
    on_postgres = PostgresWarehouse(tmp_path / "postgres", PACKAGE, VARS, port=port)
    on_postgres.dbt("build")
    cells = assert_is_as_on_duckdb(on_duckdb, on_postgres)
    assert_is_as_in_python(on_postgres)
    assert cells > 200_000
    record_property("cells of the sample, as on DuckDB and as recomputed", cells)
    [server] = on_postgres.rows("show server_version")
    major = server["server_version"].split(".")[0]
    did = f"the sample: {built(on_postgres.folder / 'target')}; {cells:,} cells as on DuckDB"
    record(Ran(f"Postgres {major}", "run", f"dbt-postgres {version('dbt-postgres')}", did))
    data = [{**data_of(report(warehouse)), "made_at": ""} for warehouse in (on_duckdb, on_postgres)]
    assert data[0]["weeks"]
    assert data[0] == data[1]


def built_on_duckdb(folder: Path, warehouse: Warehouse) -> Warehouse:
    """A full build of the raw tables of another warehouse's histories."""
    on_duckdb = Warehouse(folder, CONSUMER, warehouse.vars)
    columns: dict[str, dict[str, str]] = {}
    for row in warehouse.rows(
        "select table_schema, table_name, column_name, data_type from information_schema.columns"
        " where table_schema in ('histories', 'engagement_of_histories')"
    ):
        columns.setdefault(f"{row['table_schema']}.{row['table_name']}", {})[row["column_name"]] = row["data_type"]
    for table, types in columns.items():
        quoted = ", ".join(f'"{name}"' for name in types)  # a column may have a keyword's name
        rows = warehouse.rows(f"select {quoted} from {table}")
        on_duckdb.load(table, types, [tuple(row.values()) for row in rows])
    on_duckdb.dbt("run")
    return on_duckdb


# Increments with rows loaded during a run; partial runs between loads; a purged raw table, and kills.
@pytest.mark.parametrize(
    ("batch", "vars", "before"),
    [
        (0, {"reporting_timezone": "Europe/Berlin", "week_start_day": "sunday"}, lambda warehouse: None),
        (1, {"reporting_timezone": "Pacific/Auckland", "load_overlap_minutes": 60}, partial_runs(1)),
        (2, {"raw_retention_days": 39, "deduplication_window_days": 8}, Killer(2, 4)),
    ],
    ids=["increments", "partial-runs", "kills"],
)
def test_increments_equal_a_full_build_and_duckdbs(
    tmp_path: Path,
    port: int,
    batch: int,
    vars: dict[str, Any],
    before: Callable[[Warehouse], None],
    record_property: Callable[[str, object], None],
) -> None:
    built_here: list[Warehouse] = []

    def on_postgres(folder: Path, project: Path, vars: Mapping[str, Any]) -> Warehouse:
        built_here.append(PostgresWarehouse(folder, project, vars, port=port))
        return built_here[-1]

    histories = random_histories(12, seed_number=9000 + batch)
    found = replay(
        tmp_path, histories, vars, before=before, loads_during=batch == 0, closes=True, warehouse_class=on_postgres
    )
    assert not found.differences, f"{found}\n{found.differences}"
    cells = assert_is_as_on_duckdb(built_on_duckdb(tmp_path / "duckdb", built_here[0]), built_here[0])
    record_property("histories on Postgres", found.histories)
    record_property("loads on Postgres", found.loads)
    record_property("cells of histories, as recomputed and as built in one go", found.cells)
    record_property("cells of histories, as on DuckDB", cells)


TABLES = ("sample_partner_calls", "sample_kong_log")
WAIT = 120


def with_rows_held_back(warehouse: Any) -> None:
    """The sample, built without the rows of its last weeks, which wait in other tables."""
    warehouse.dbt("seed")
    with warehouse.cursor() as cursor:
        for table in TABLES:
            held_back = f"from {table} where cast(loaded_at as date) > '2026-09-01'"
            cursor.execute(f"create table held_back_{table} as select * {held_back}")
            cursor.execute(f"delete {held_back}")
    warehouse.dbt("run")


def load(warehouse: Any, table: str) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute(f"insert into {table} select * from held_back_{table}")


def start(warehouse: Warehouse, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    dbt = str(Path(sys.executable).with_name("dbt"))
    command = [dbt, *warehouse.command(*arguments), "--target-path", str(folder)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def waiting_runs(warehouse: Warehouse, waits_for: str, holds: str | None = None) -> list[dict[str, Any]]:
    """The sessions that wait for a lock on one table while they hold a run's lock on another."""
    locks = "select pid from pg_locks where relation = cast('{}' as regclass) and {}"
    query = locks.format(waits_for, "not granted")
    if holds:
        query += " intersect " + locks.format(holds, "granted and mode = 'ShareRowExclusiveLock'")
    return warehouse.rows(query)


def wait_until_one_waits(
    warehouse: Warehouse, run: subprocess.Popen[str], waits_for: str, holds: str | None = None
) -> None:
    until = time.monotonic() + WAIT
    while not waiting_runs(warehouse, waits_for, holds):
        assert run.poll() is None, run.communicate()[0]
        assert time.monotonic() < until, f"no run waited for {waits_for} in {WAIT} s"
        time.sleep(0.1)


def assert_is_the_sample(warehouse: Warehouse) -> None:
    warehouse.dbt("build", "--exclude", "resource_type:seed")
    settings = Settings.from_vars(("edge", "partner"), {})
    assert_same(recompute(sample_calls(PACKAGE / "seeds"), settings), warehouse.marts())


def test_two_runs_at_once_produce_the_rows_of_one(tmp_path: Path, port: int) -> None:
    warehouse = PostgresWarehouse(tmp_path, PACKAGE, port=port)
    with_rows_held_back(warehouse)
    for table in TABLES:
        load(warehouse, table)
    # Only one of them can replace a view or dimension: the other may fail, and does no harm.
    for run in [start(warehouse, tmp_path / target, "run") for target in ("first", "second")]:
        run.communicate()
    for fact in ("fct_api_calls_daily", "fct_api_calls_weekly", "fct_api_calls_monthly", "fct_api_call_ledger"):
        grain = ", ".join(GRAINS[fact])
        assert not warehouse.rows(f"select {grain} from {fact} group by {grain} having count(*) > 1")
    assert_is_the_sample(warehouse)


def test_a_run_locks_a_table_from_its_first_query_until_it_is_written(tmp_path: Path, port: int) -> None:
    warehouse = PostgresWarehouse(tmp_path, PACKAGE, port=port)
    with_rows_held_back(warehouse)
    for table in TABLES:
        load(warehouse, table)
    warehouse.dbt("run", "--exclude", "fct_rejected_api_calls")
    with warehouse.cursor() as cursor:
        # This mart reads who a call belongs to only when it knows which of its rows to replace.
        cursor.execute("lock table int_credential_owners in access exclusive mode")
        run = start(warehouse, tmp_path / "run", "run", "--select", "fct_rejected_api_calls")
        wait_until_one_waits(warehouse, run, "int_credential_owners", holds="fct_rejected_api_calls")
    run.communicate()
    assert run.returncode == 0
    assert_is_the_sample(warehouse)


def test_a_fact_is_not_built_from_rollups_that_another_run_has_outdated(tmp_path: Path, port: int) -> None:
    warehouse = PostgresWarehouse(tmp_path, PACKAGE, port=port)
    with_rows_held_back(warehouse)
    load(warehouse, TABLES[0])
    with warehouse.cursor() as cursor:
        cursor.execute("lock table fct_api_calls_daily in share row exclusive mode")
        run = start(warehouse, tmp_path / "run", "run", "--threads", "1")
        wait_until_one_waits(warehouse, run, "fct_api_calls_daily")
        load(warehouse, TABLES[1])
        warehouse.dbt("run", "--select", "+fct_api_call_ledger")
    assert "another run has changed the ledger" in run.communicate()[0]
    assert run.returncode == 1
    assert_is_the_sample(warehouse)


def test_every_format_is_read_as_on_duckdb(tmp_path: Path, port: int, record_property: Any) -> None:
    examples, found = mismatches_of_every_format(PostgresWarehouse(tmp_path, port=port), "build")
    assert found == []
    record_property("examples on Postgres", examples)


def test_the_generic_tests_find_each_mutation(tmp_path: Path, port: int) -> None:
    project = write_project(tmp_path / "project")
    warehouse = PostgresWarehouse(tmp_path / "postgres", project, port=port)
    create_tables(warehouse)
    table, wrong = mutation_table(verdicts(warehouse))
    print(table)
    assert wrong == []
