"""The sample on Postgres: the same cells as on DuckDB, also where two runs meet."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.comparison import assert_same
from harness.logs import sample_calls
from harness.recomputation import Marts, Settings, recompute
from harness.warehouse import GRAINS, PACKAGE, Warehouse

postgres = pytest.importorskip("harness.postgres", reason="psycopg2 is not installed")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    if postgres.binaries() is None:
        pytest.skip("Postgres is not installed")
    with postgres.server() as port:
        yield port


def without_data_versions(marts: Marts) -> Marts:
    """Marts without the fingerprints of their calls, which each warehouse computes in its own way."""
    for name in GRAINS:
        for cell in getattr(marts, name).values():
            del cell["data_version"]
    return marts


def test_the_sample_has_the_same_cells_as_on_duckdb(tmp_path: Path, port: int) -> None:
    vars = {"reporting_timezone": "America/New_York", "week_start_day": "sunday"}
    on_duckdb = Warehouse(tmp_path / "duckdb", PACKAGE, vars)
    on_duckdb.dbt("build")
    on_postgres = postgres.PostgresWarehouse(tmp_path / "postgres", PACKAGE, vars, port=port)
    on_postgres.dbt("build")
    marts = on_postgres.marts()
    assert assert_same(without_data_versions(on_duckdb.marts()), marts) > 100_000
    assert_same(recompute(sample_calls(PACKAGE / "seeds"), Settings.from_vars(("edge", "partner"), vars)), marts)


def test_two_runs_at_once_leave_what_one_leaves(tmp_path: Path, port: int) -> None:
    warehouse = postgres.PostgresWarehouse(tmp_path, PACKAGE, port=port, schema="two_runs")
    warehouse.dbt("seed")
    with warehouse.cursor() as cursor:
        for table in ("sample_partner_calls", "sample_kong_log"):
            cursor.execute(
                f"create table held_back as select * from {table} where cast(loaded_at as date) > '2026-09-01'"
            )
            cursor.execute(f"delete from {table} where cast(loaded_at as date) > '2026-09-01'")
            cursor.execute(f"alter table held_back rename to held_back_{table}")
    warehouse.dbt("run")
    with warehouse.cursor() as cursor:
        for table in ("sample_partner_calls", "sample_kong_log"):
            cursor.execute(f"insert into {table} select * from held_back_{table}")

    dbt = str(Path(sys.executable).with_name("dbt"))
    runs = []
    for target in ("first", "second"):
        command = [dbt, *warehouse.command("run"), "--target-path", str(tmp_path / target)]
        runs.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True))
    # What dbt makes anew (views, dimensions) only one of them can make: the other may fail, and does no harm.
    for run in runs:
        run.communicate()
    for fact in ("fct_api_calls_daily", "fct_api_calls_weekly", "fct_api_calls_monthly", "fct_api_call_ledger"):
        grain = ", ".join(GRAINS[fact])
        assert not warehouse.rows(f"select {grain} from {fact} group by {grain} having count(*) > 1")

    warehouse.dbt("build", "--exclude", "resource_type:seed")
    vars: dict[str, Any] = {}
    assert_same(
        recompute(sample_calls(PACKAGE / "seeds"), Settings.from_vars(("edge", "partner"), vars)), warehouse.marts()
    )
