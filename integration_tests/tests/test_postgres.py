"""The sample on Postgres: the same cells as on DuckDB."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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
