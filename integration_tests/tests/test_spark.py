"""Spark, with tables of plain files, Iceberg and Delta: the cells of DuckDB and of plain Python.

A process runs the tests of one format: `-k iceberg`. KILLS sets how many runs are killed on Iceberg and on Delta each,
FIRST_KILLED which ones.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same, compare, without_versions
from harness.comparison.sample import BUILT, LATER, RAW, SEEDS, VARS, two_weeks_on_duckdb, two_weeks_recomputed
from harness.histories.calls import (
    RAW_COLUMNS,
    call_rows,
    calls_of_row,
    declaration,
    random_histories,
    random_history,
)
from harness.histories.examples import mismatches_of_every_format
from harness.histories.faults import KillerOfWrites
from harness.histories.replay import replay
from harness.progress import say
from harness.spec.marts import ENGAGEMENT_MARTS, REJECTED, VOLUME_MARTS, Marts
from harness.spec.texts import misread_texts
from harness.spec.volume import Call, Settings, recompute
from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse
from harness.warehouses.what_ran import Ran, built, record

spark = pytest.importorskip("harness.warehouses.spark", reason="pyspark is not installed")

OF_INSTALLED = VARS | {"use_sample_data": True}
OTHERS = [seed for seed in SEEDS if seed not in RAW]
KILLS = int(os.environ.get("KILLS", "4"))
KILLS_A_LOAD, LOADS = 4, 8
FIRST_KILLED = int(os.environ.get("FIRST_KILLED", "0"))
WITH_COMMITS = ["iceberg", "delta"]
NAMES = {"parquet": "Spark 4", "iceberg": "Spark 4 with Iceberg", "delta": "Spark 4 with Delta"}


@pytest.fixture(scope="module")
def table_format(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def session(table_format: str) -> Iterator[Any]:
    with spark.session(table_format) as session:
        yield session


def of_format(*table_formats: str) -> pytest.MarkDecorator:
    """With tables of these formats, one after another."""
    return pytest.mark.parametrize("table_format", table_formats, indirect=True, scope="module")


def software(table_format: str) -> str:
    """What ran, with versions."""
    jars = {"iceberg": ("Iceberg", "iceberg-spark-runtime"), "delta": ("Delta", "delta-spark")}
    named = [f"Spark {version('pyspark')}"]
    if table_format in jars:
        name, jar = jars[table_format]
        named.append(f"{name} {next(spark.JARS.glob(f'{jar}*')).stem.rsplit('-', 1)[1]}")
    return ", ".join([*named, f"dbt-spark {version('dbt-spark')}"])


@pytest.fixture(scope="module")
def on_duckdb(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """A full build of the same rows on DuckDB."""
    return two_weeks_on_duckdb(tmp_path_factory.mktemp("duckdb"))


@pytest.fixture(scope="module")
def recomputed() -> Marts:
    return two_weeks_recomputed()


def assert_same_as_elsewhere(warehouse: Warehouse, on_duckdb: Warehouse, recomputed: Marts) -> int:
    marts = [*VOLUME_MARTS, REJECTED, *ENGAGEMENT_MARTS]
    found = warehouse.marts(marts)
    assert_same(recomputed, found)
    cells = assert_same(without_versions(on_duckdb.marts(marts)), found)
    print(f"{cells} cells as on DuckDB, 0 differ")
    return cells


@of_format("parquet")
def test_the_sample_has_the_same_cells_as_on_duckdb(
    tmp_path: Path, session: Any, on_duckdb: Warehouse, recomputed: Marts
) -> None:
    warehouse = spark.SparkWarehouse(tmp_path, PACKAGE, VARS, schema="at_once")
    warehouse.copy_of(on_duckdb, dict.fromkeys(SEEDS, "true"))
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
            NAMES["parquet"],
            "run",
            software("parquet"),
            f"{models} models, {data_tests} data tests, {unit_tests} unit tests; {cells:,} cells as on DuckDB",
        )
    )


def days(warehouse: Warehouse) -> dict[Any, Any]:
    """Shows whether a day was built again."""
    query = "select distinct date_day, data_version, is_complete_period from fct_api_calls_daily"
    return {row["date_day"]: (row["data_version"], row["is_complete_period"]) for row in warehouse.rows(query)}


@of_format("parquet", *WITH_COMMITS)
def test_increments_have_the_same_cells_and_read_only_what_they_touch(
    tmp_path: Path, table_format: str, session: Any, on_duckdb: Warehouse, recomputed: Marts
) -> None:
    warehouse = spark.SparkWarehouse(
        tmp_path, CONSUMER, OF_INSTALLED, schema=f"increments_{table_format}", table_format=table_format
    )
    warehouse.copy_of(on_duckdb, dict.fromkeys(OTHERS, "true"))
    warehouse.copy_of(on_duckdb, dict.fromkeys(RAW, f"loaded_at < '{LATER}'"))
    warehouse.dbt("run", *BUILT)
    before = days(warehouse)
    warehouse.copy_of(on_duckdb, dict.fromkeys(RAW, f"loaded_at >= '{LATER}'"))
    _, said = warehouse.dbt("build", *BUILT, "--exclude-resource-type", "unit_test")
    print(re.findall(r"Finished running .*", said)[-1])
    cells = assert_same_as_elsewhere(warehouse, on_duckdb, recomputed)
    if table_format in WITH_COMMITS:
        did = built(warehouse.folder / "target")
        what = f"two weeks of the sample, in two loads: {did}; {cells:,} cells as on DuckDB"
        record(Ran(NAMES[table_format], "run", software(table_format), what))

    after = days(warehouse)
    touched = {str(day) for day in {*before, *after} if before.get(day) != after.get(day)}
    assert touched
    assert len(touched) < len(after)
    model = "models/marts/volume/fct_api_calls_daily.sql"
    query = (warehouse.folder / "target" / "compiled" / "api_call_volume" / model).read_text(encoding="utf-8")
    # A plan does not tell which files it reads of Iceberg's tables.
    for rollup in () if table_format == "iceberg" else ("int_route_calls", "int_user_calls", "int_duration_calls"):
        files = [file for file in session.sql(query).inputFiles() if f"/{rollup}/" in file]
        assert {re.findall("date_day=([0-9-]+)", file)[0] for file in files} == touched
        print(f"{rollup}: {len(files)} of {len(warehouse.files(rollup))} files in the plan")

    facts = ["fct_api_calls_daily", "fct_api_calls_weekly", "fct_api_call_ledger", "int_route_calls"]
    written = {fact: warehouse.files(fact) for fact in facts}
    warehouse.dbt("run", *BUILT)
    for fact, files in written.items():
        assert warehouse.files(fact) == files, f"{fact} was written by a run without news"


@of_format("parquet", *WITH_COMMITS)
def test_random_histories_have_the_same_cells_as_in_plain_python(
    tmp_path: Path, table_format: str, session: Any
) -> None:
    seed = 4000 + [*NAMES].index(table_format)
    histories = random_histories(4, seed_number=seed, least_loads=3, most_loads=3)
    found = replay(
        tmp_path,
        histories,
        {"reporting_timezone": "Europe/Berlin"},
        full_refresh=False,
        warehouse_class=lambda folder, project, vars: spark.SparkWarehouse(
            folder, project, vars, schema=f"histories_{table_format}", table_format=table_format
        ),
    )
    print(found)
    assert not found.differences


@of_format(*WITH_COMMITS)
def test_tables_of_another_format_and_of_an_older_version_lose_nothing(
    tmp_path: Path, table_format: str, session: Any
) -> None:
    """
    Plain files first; then another format is configured, and a fact lacks a column, as one of an older version does.
    Each load is compared, and so is a full refresh, after which all tables have the configured format: twice that of
    plain files in the end, whose files must not be in the way.
    """
    loads, source, fact, column = 3, "h036", "fct_api_calls_daily", "active_users"
    marts = [fact, "fct_api_call_ledger", REJECTED]
    volume = ["run", "--select", *(f"+{mart}" for mart in marts)]
    history = random_history(6_000 + len(table_format), least_loads=loads, most_loads=loads)
    vars = {"api_call_sources": [declaration(source)]}
    calls: list[Call] = []
    schema = f"formats_{table_format}"
    as_before = spark.SparkWarehouse(tmp_path / "before", CONSUMER, vars, schema=schema)
    as_now = spark.SparkWarehouse(tmp_path / "now", CONSUMER, vars, schema=schema, table_format=table_format)

    def formats() -> set[str]:
        shown = session.sql(f"show tables in {schema}").collect()
        tables = [row["tableName"] for row in shown if not row["isTemporary"]]
        told = [row for table in tables for row in session.sql(f"describe table extended {schema}.{table}").collect()]
        return {row["data_type"].lower() for row in told if row["col_name"] == "Provider"}

    def load(number: int) -> Marts:
        rows = call_rows(history.loads[number])
        as_now.load(f"histories.{source}", RAW_COLUMNS, [row.values() for row in rows])
        calls.extend(call for row in rows for call in calls_of_row(row, source))
        recomputed = recompute(calls, Settings.from_vars((source,), vars))
        return {mart: recomputed[mart] for mart in marts}

    expected = load(0)
    as_before.dbt(*volume)
    cells = assert_same(expected, as_now.marts(marts))
    assert formats() == {"parquet"}

    expected = load(1)
    as_now.dbt(*volume)
    cells += assert_same(expected, as_now.marts(marts))
    assert "parquet" in formats()

    as_now.dbt(*volume, "--full-refresh")
    cells += assert_same(expected, as_now.marts(marts))
    assert formats() == {table_format}

    as_now.execute(
        f"create table {schema}.older using {table_format} as select * except ({column}) from {schema}.{fact};"
        f"create or replace table {schema}.{fact} using {table_format} partitioned by (date_day)"
        f" as select * from {schema}.older; drop table {schema}.older"
    )
    expected = load(2)
    as_now.dbt(*volume)
    found = as_now.marts(marts)
    kept = {key for key, cell in found[fact].items() if cell[column] is None}
    assert kept < found[fact].keys()
    for key in kept & expected[fact].keys():
        found[fact][key][column] = expected[fact][key][column]
    cells += assert_same(expected, found)

    as_now.dbt(*volume, "--full-refresh")
    cells += assert_same(expected, as_now.marts(marts))

    for _ in range(2):
        as_before.dbt(*volume, "--full-refresh")
        cells += assert_same(expected, as_now.marts(marts))
        assert formats() == {"parquet"}
    print(f"{table_format}: {cells} cells, 0 differ")


@of_format("parquet")
def test_every_format_is_read_as_on_duckdb(tmp_path: Path, session: Any) -> None:
    warehouse = spark.SparkWarehouse(tmp_path, schema="formats")
    examples, found = mismatches_of_every_format(warehouse, "run", "--select", "staging")
    assert found == []
    print(f"{examples} examples of log records")


@pytest.mark.parametrize("table_format", ["iceberg"])
def test_a_worker_killed_during_a_build_changes_no_cell(
    tmp_path: Path, table_format: str, on_duckdb: Warehouse, recomputed: Marts
) -> None:
    with spark.cluster(table_format) as (server, workers):
        warehouse = spark.ServerWarehouse(tmp_path, CONSUMER, OF_INSTALLED, table_format=table_format, server=server)
        warehouse.copy_of(on_duckdb, dict.fromkeys(SEEDS, "true"))
        dbt = str(Path(sys.executable).with_name("dbt"))
        command = [dbt, *warehouse.command("run", *BUILT)]
        said = []
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:
            assert run.stdout
            for line in run.stdout:
                said.append(line)
                if "START" in line and "int_route_calls" in line:
                    assert workers[0].poll() is None
                    workers[0].kill()
        assert run.returncode == 0, "".join([*said, server.errors()])
        assert workers[1].poll() is None
        assert_same_as_elsewhere(warehouse, on_duckdb, recomputed)


@of_format("parquet")
def test_texts_are_read_as_elsewhere(tmp_path: Path, session: Any) -> None:
    wrong, found = misread_texts(spark.SparkWarehouse(tmp_path, PACKAGE, {}, schema="raw"))
    assert not wrong, "\n".join(wrong[:40])
    assert found > 900


@pytest.mark.parametrize("table_format", WITH_COMMITS)
def test_a_run_killed_while_it_writes_changes_nothing(
    tmp_path: Path, table_format: str, record_property: Callable[[str, object], None]
) -> None:
    """
    After each load, kills the server that does the work in four runs one after another, while it writes. After each
    kill, every mart is as before the load or as after it; after the next run, every cell is as after it. In every third
    load, the killed runs are full refreshes.
    """
    marts = ["fct_api_calls_daily", "fct_api_call_ledger", REJECTED]
    volume = ["run", "--select", *(f"+{mart}" for mart in marts)]
    own = {
        name: random_history(5000 + FIRST_KILLED + number, least_loads=LOADS, most_loads=LOADS, most_rows=9)
        for number, name in enumerate(["h000", "h001"])
    }
    vars = {"api_call_sources": [declaration(name) for name in own]}
    settings = Settings.from_vars((*own,), vars)
    calls: list[Call] = []
    before: Marts = {}
    cells = in_between = 0

    with spark.server(table_format) as server:
        killer = KillerOfWrites(FIRST_KILLED, server.kill)
        warehouse = spark.ServerWarehouse(tmp_path, CONSUMER, vars, table_format=table_format, server=server)
        warehouse.parse(vars)
        for number in range(LOADS):
            for name, history in own.items():
                rows = call_rows(history.loads[number])
                warehouse.load(f"histories.{name}", RAW_COLUMNS, [row.values() for row in rows])
                calls += [call for row in rows for call in calls_of_row(row, name)]
            recomputed = recompute(calls, settings)
            after = {mart: recomputed[mart] for mart in marts}
            for _ in range(KILLS_A_LOAD):
                if not killer(warehouse, *volume, *(["--full-refresh"] if number % 3 == 2 else [])):
                    continue
                server.start()
                for mart in marts if number else []:
                    found = {mart: warehouse.mart(mart)}
                    as_before, as_after = compare({mart: before[mart]}, found), compare({mart: after[mart]}, found)
                    assert not as_before.differences or not as_after.differences, (mart, killer.killed_in[-1])
                    in_between += as_before.cells
            warehouse.dbt(*volume)
            cells += assert_same(after, warehouse.marts(marts))
            before = after
            say(f"load {number + 1} built after {len(killer.killed_in)} kills, {cells:,} cells compared, 0 differ")
            if len(killer.killed_in) >= KILLS:
                break

        # What plain files can't do: the rows of a source get another name.
        as_renamed = {"name": "renamed", "formerly": ["h000"]}
        warehouse.vars = {"api_call_sources": [{**declaration("h000"), **as_renamed}, declaration("h001")]}
        warehouse.dbt(*volume)
        calls = [replace(call, source_name=call.source_name.replace("h000", "renamed")) for call in calls]
        recomputed = recompute(calls, Settings.from_vars(("renamed", "h001"), warehouse.vars))
        cells += assert_same({mart: recomputed[mart] for mart in marts}, warehouse.marts(marts))
    what = f"{in_between} cells compared after a kill, {cells} after the next run, 0 differ"
    print(f"{table_format}: {len(killer.killed_in)} runs killed, {what}; in {Counter(killer.killed_in)}")
    record_property(f"runs killed with {NAMES[table_format]}", len(killer.killed_in))
    assert len(killer.killed_in) >= KILLS
