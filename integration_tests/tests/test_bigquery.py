"""BigQuery, emulated: the cells of DuckDB and of plain Python, as far as the emulator goes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same, without_versions
from harness.comparison.sample import BUILT, LATER, RAW, SEEDS, VARS, two_weeks_on_duckdb, two_weeks_recomputed
from harness.histories.calls import random_histories
from harness.histories.examples import mismatches_of_every_format
from harness.histories.replay import replay
from harness.spec.marts import GRAINS
from harness.spec.texts import misread_texts
from harness.warehouses.duckdb import PACKAGE, Warehouse
from harness.warehouses.what_ran import Ran, built, record

bigquery = pytest.importorskip("harness.warehouses.bigquery", reason="bqemulator is not installed")

# Formats that the emulator does not read, with its error: dots in the names of columns, which BigQuery does not allow
# either; lists of lists; functions within `safe`.
NOT_EMULATED = {
    "envoy": 'Referenced table "gen_ai" not found',
    "jaeger": "Function not found",
    "kong": "Cannot cast to list of JSON",
}


@pytest.fixture(scope="module")
def servers() -> Iterator[Callable[[], int]]:
    """Starts emulators, each with tables of its own, and returns their ports."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(bigquery.server())


def test_the_sample_has_the_same_cells_as_on_duckdb(tmp_path: Path, servers: Callable[[], int]) -> None:
    """Two weeks of the sample, in two loads."""
    on_duckdb = two_weeks_on_duckdb(tmp_path / "duckdb")
    warehouse = bigquery.BigQueryWarehouse(tmp_path / "bigquery", PACKAGE, VARS, port=servers())
    warehouse.copy_of(on_duckdb, {seed: f"loaded_at < '{LATER}'" if seed in RAW else "true" for seed in SEEDS})
    warehouse.dbt("run", *BUILT)
    warehouse.copy_of(on_duckdb, dict.fromkeys(RAW, f"loaded_at >= '{LATER}'"))
    warehouse.dbt("build", *BUILT)
    did = built(warehouse.folder / "target")
    cells = assert_same(without_versions(on_duckdb.marts(GRAINS)), warehouse.marts(GRAINS))
    recomputed = two_weeks_recomputed()
    assert_same(recomputed, warehouse.marts(recomputed))
    assert cells > 200_000
    by = f"bqemulator {version('bqemulator')}, dbt-bigquery {version('dbt-bigquery')}"
    what = (
        f"two weeks of the sample, in two loads: {did}; {cells:,} cells as on DuckDB; all else compiled, as elsewhere"
    )
    record(Ran("BigQuery", "emulated", by, what))


def test_increments_equal_plain_python(tmp_path: Path, servers: Callable[[], int]) -> None:
    def on_bigquery(folder: Path, project: Path, vars: Mapping[str, Any]) -> Warehouse:
        return bigquery.BigQueryWarehouse(folder, project, vars, port=servers())  # type: ignore[no-any-return]

    histories = random_histories(3, seed_number=9100, least_loads=3, most_loads=3)
    found = replay(
        tmp_path, histories, {"reporting_timezone": "Europe/Berlin"}, full_refresh=False, warehouse_class=on_bigquery
    )
    print(found)
    assert not found.differences, f"{found}\n{found.differences}"


def test_every_format_is_read_as_on_duckdb(tmp_path: Path, servers: Callable[[], int], record_property: Any) -> None:
    warehouse = bigquery.BigQueryWarehouse(tmp_path, port=servers())
    examples, found = mismatches_of_every_format(warehouse, "run", "--select", "staging", not_read=NOT_EMULATED)
    assert found == []
    record_property("examples on BigQuery's emulator", examples)


def test_texts_are_read_as_elsewhere(tmp_path: Path, servers: Callable[[], int]) -> None:
    wrong, found = misread_texts(bigquery.BigQueryWarehouse(tmp_path, PACKAGE, {}, port=servers()))
    assert not wrong, "\n".join(wrong[:40])
    assert found > 900
