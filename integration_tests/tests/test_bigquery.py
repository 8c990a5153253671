"""BigQuery, emulated: the cells of DuckDB and of plain Python, as far as the emulator goes."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same, without_versions
from harness.comparison.sample import BUILT, LATER, RAW, SEEDS, VARS, two_weeks_on_duckdb, two_weeks_recomputed
from harness.histories.examples import mismatches_of_every_format
from harness.spec.marts import GRAINS
from harness.spec.texts import misread_texts
from harness.warehouses.duckdb import PACKAGE
from harness.warehouses.what_ran import Ran, built, record

bigquery = pytest.importorskip("harness.warehouses.bigquery", reason="bqemulator is not installed")

# BigQuery allows no dots in the names of columns. Of the others, the emulator does not run the SQL: a `safe` within
# another, and `json_query_array` of what is no array, which is null on BigQuery.
LEFT_OUT = ["envoy.texts", "jaeger.record", "jaeger.texts", "opentelemetry.record", "opentelemetry.texts"]


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
    what = f"two weeks of the sample, in two loads: {did}; {cells:,} cells as on DuckDB"
    record(Ran("BigQuery", "emulated", by, what))


def test_every_format_is_read_as_on_duckdb(tmp_path: Path, servers: Callable[[], int], record_property: Any) -> None:
    warehouse = bigquery.BigQueryWarehouse(tmp_path, port=servers())
    examples, found = mismatches_of_every_format(warehouse, "run", "--select", "staging", left_out=LEFT_OUT)
    assert found == []
    record_property("examples on BigQuery's emulator", examples)


def test_texts_are_read_as_elsewhere(tmp_path: Path, servers: Callable[[], int]) -> None:
    wrong, found = misread_texts(bigquery.BigQueryWarehouse(tmp_path, PACKAGE, {}, port=servers()))
    assert not wrong, "\n".join(wrong[:40])
    assert found > 900
