"""Trino on Iceberg tables: the cells of DuckDB and of plain Python, also after increments and a kill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same, without_versions
from harness.comparison.sample import BUILT, LATER, RAW, SEEDS, VARS, assert_is_as_in_python
from harness.histories.calls import random_histories
from harness.histories.examples import mismatches_of_every_format
from harness.histories.faults import Killer
from harness.histories.replay import replay
from harness.spec.marts import GRAINS
from harness.spec.texts import misread_texts
from harness.warehouses.duckdb import PACKAGE, Warehouse
from harness.warehouses.what_ran import Ran, built, record

trino = pytest.importorskip("harness.warehouses.trino", reason="dbt-trino is not installed")


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with trino.servers() as port:
        yield port


@pytest.fixture(scope="module")
def catalogs() -> Iterator[str]:
    """Catalogs that no test has used: raw tables of histories have the same names in each test."""
    return iter(trino.CATALOGS[1:])


@pytest.fixture(scope="module")
def on_duckdb(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("duckdb"), PACKAGE, VARS)
    warehouse.dbt("build", "--exclude-resource-type", "unit_test", "test")
    return warehouse


@pytest.fixture(scope="module")
def built_sample(tmp_path_factory: pytest.TempPathFactory, port: int, on_duckdb: Warehouse) -> Any:
    """The sample, as a first run and a run after later loads make it."""
    warehouse = trino.TrinoWarehouse(tmp_path_factory.mktemp("trino"), PACKAGE, VARS, port=port)
    warehouse.copy_of(on_duckdb, {seed: f"loaded_at < '{LATER}'" if seed in RAW else "true" for seed in SEEDS})
    warehouse.dbt("run")
    warehouse.copy_of(on_duckdb, dict.fromkeys(RAW, f"loaded_at >= '{LATER}'"))
    warehouse.dbt("build", *BUILT)
    return warehouse


def test_the_sample_has_the_same_cells_as_on_duckdb(built_sample: Any, on_duckdb: Warehouse) -> None:
    did = built(built_sample.folder / "target")
    cells = assert_same(without_versions(on_duckdb.marts(GRAINS)), built_sample.marts(GRAINS))
    assert_is_as_in_python(built_sample)
    assert cells > 200_000
    by = f"Trino {trino.VERSION} with Iceberg tables, a coordinator and a worker; dbt-trino {version('dbt-trino')}"
    record(Ran("Trino", "run", by, f"the sample in two loads: {did}; {cells:,} cells as on DuckDB"))


def snapshots(warehouse: Any) -> dict[str, Any]:
    """The last commit to each table of the package."""
    tables = warehouse.rows(
        f"select table_name from information_schema.tables where table_schema = '{warehouse.schema}'"
        " and table_type = 'BASE TABLE' and table_name not like 'sample%'"
    )
    return {
        table["table_name"]: warehouse.rows(f'select max(committed_at) as at from "{table["table_name"]}$snapshots"')
        for table in tables
    }


def test_a_run_without_news_writes_no_table(built_sample: Any) -> None:
    before = snapshots(built_sample)
    assert len(before) > 40
    built_sample.dbt("run")
    assert snapshots(built_sample) == before


@pytest.mark.parametrize("kills", [0, 1], ids=["increments", "a-kill"])
def test_increments_equal_a_full_build_and_plain_python(
    tmp_path: Path, port: int, catalogs: Iterator[str], kills: int, record_property: Any
) -> None:
    def on_trino(folder: Path, project: Path, vars: Mapping[str, Any]) -> Warehouse:
        catalog = next(catalogs)
        return trino.TrinoWarehouse(folder, project, vars, port=port, catalog=catalog)  # type: ignore[no-any-return]

    histories = random_histories(4 if kills else 12, seed_number=11_000 + kills, least_loads=3, most_loads=3)
    vars = {"reporting_timezone": "Europe/Berlin"}
    before = Killer(3, kills) if kills else lambda warehouse: None
    found = replay(tmp_path, histories, vars, before=before, full_refresh=not kills, warehouse_class=on_trino)
    print(found)
    assert not found.differences, f"{found}\n{found.differences}"
    record_property("cells of histories, as recomputed and as built in one go", found.cells)


def test_every_format_is_read_as_on_duckdb(tmp_path: Path, port: int, record_property: Any) -> None:
    warehouse = trino.TrinoWarehouse(tmp_path, port=port)
    examples, found = mismatches_of_every_format(warehouse, "run", "--select", "staging")
    assert found == []
    record_property("examples on Trino", examples)


def test_texts_are_read_as_elsewhere(tmp_path: Path, port: int) -> None:
    wrong, found = misread_texts(trino.TrinoWarehouse(tmp_path, PACKAGE, {}, port=port))
    assert not wrong, "\n".join(wrong[:40])
    assert found > 900
