"""ClickHouse, its engine in a process: the cells of DuckDB and of plain Python, also after increments and kills."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same, without_versions
from harness.histories.calls import random_histories
from harness.histories.examples import mismatches_of_every_format
from harness.histories.faults import Killer, partial_runs
from harness.histories.replay import replay
from harness.spec.engagement import Rules, recompute_engagement, sample_inputs
from harness.spec.logs import sample_calls
from harness.spec.marts import ENGAGEMENT_MARTS, GRAINS
from harness.spec.texts import misread_texts
from harness.spec.volume import Settings, first_incomplete_day, recompute
from harness.warehouses.duckdb import PACKAGE, Warehouse
from harness.warehouses.what_ran import Ran, built, record

clickhouse = pytest.importorskip("harness.warehouses.clickhouse", reason="chdb is not installed")

VARS = {"reporting_timezone": "America/New_York", "week_start_day": "sunday"}
# It sets an expression of its own, in the SQL of other warehouses.
NOT_HERE = ["--exclude", "a_credential_has_one_owner_at_a_time"]


@pytest.fixture(scope="module")
def servers() -> Iterator[Callable[[], int]]:
    """Starts servers, each with tables of its own, and returns their ports."""
    with contextlib.ExitStack() as stack:
        yield lambda: stack.enter_context(clickhouse.server())


@pytest.fixture(scope="module")
def built_sample(tmp_path_factory: pytest.TempPathFactory, servers: Callable[[], int]) -> Any:
    """The sample, as `dbt build` makes it."""
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path_factory.mktemp("clickhouse"), PACKAGE, VARS, port=servers())
    warehouse.dbt("build", *NOT_HERE)
    return warehouse


def test_the_sample_has_the_same_cells_as_on_duckdb(tmp_path: Path, built_sample: Any) -> None:
    did = built(built_sample.folder / "target")
    on_duckdb = Warehouse(tmp_path / "duckdb", PACKAGE, VARS)
    on_duckdb.dbt("build", "--exclude-resource-type", "unit_test", "test")
    cells = assert_same(without_versions(on_duckdb.marts(GRAINS)), built_sample.marts(GRAINS))
    settings = Settings.from_vars(("edge", "partner"), VARS)
    calls = list(sample_calls(PACKAGE / "seeds"))
    volume = recompute(calls, settings)
    assert_same(volume, built_sample.marts())
    inputs, complete_before = sample_inputs(PACKAGE / "seeds"), first_incomplete_day(calls, settings)
    engagement = recompute_engagement(inputs, volume, complete_before, settings, Rules())
    assert_same(engagement, built_sample.marts(ENGAGEMENT_MARTS))
    assert cells > 200_000
    what = f"the sample: {did}; {cells:,} cells as on DuckDB"
    by = f"its engine 26.9 in a process (chdb-core {version('chdb-core')}), dbt-clickhouse {version('dbt-clickhouse')}"
    record(Ran("ClickHouse", "run", by, what))


def test_a_run_without_news_writes_no_table(built_sample: Any) -> None:
    parts = (
        "select table, name from system.parts where active and database = currentDatabase()"
        " and table not like 'sample%' order by table, name"
    )
    tables = (
        "select name, toString(uuid) as uuid from system.tables"
        " where database = currentDatabase() and engine = 'MergeTree' order by name"
    )
    before = built_sample.rows(tables)
    assert len(before) > 40
    built_sample.dbt("run")
    assert built_sample.rows(tables) == before
    assert not built_sample.rows(f"select * from ({parts}) as parts where table like '%\\_\\_n%'")


def test_without_its_settings_nothing_is_built(tmp_path: Path, servers: Callable[[], int]) -> None:
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path, PACKAGE, {}, port=servers())
    profiles = tmp_path / "profiles.yml"
    profiles.write_text(profiles.read_text().replace("join_use_nulls: 1", "join_use_nulls: 0"))
    passed, said = warehouse.dbt("run", must_pass=False)
    assert not passed
    assert "join_use_nulls: 1" in said
    assert not warehouse.rows("select name from system.tables where database = currentDatabase()")


@pytest.mark.parametrize(
    ("batch", "vars", "before"),
    [
        (0, {"reporting_timezone": "Europe/Berlin", "week_start_day": "sunday"}, lambda warehouse: None),
        (1, {"reporting_timezone": "Pacific/Auckland", "load_overlap_minutes": 60}, partial_runs(1)),
        (2, {"raw_retention_days": 39, "deduplication_window_days": 8}, Killer(2, 4)),
    ],
    ids=["increments", "partial-runs", "kills"],
)
def test_increments_equal_a_full_build_and_plain_python(
    tmp_path: Path,
    servers: Callable[[], int],
    batch: int,
    vars: dict[str, Any],
    before: Callable[[Warehouse], None],
    record_property: Callable[[str, object], None],
) -> None:
    def on_clickhouse(folder: Path, project: Path, vars: Mapping[str, Any]) -> Warehouse:
        return clickhouse.ClickHouseWarehouse(folder, project, vars, port=servers())  # type: ignore[no-any-return]

    histories = random_histories(6, seed_number=9000 + batch, least_loads=3, most_loads=4)
    found = replay(tmp_path, histories, vars, before=before, closes=True, warehouse_class=on_clickhouse)
    print(found)
    assert not found.differences, f"{found}\n{found.differences}"
    record_property("cells of histories, as recomputed and as built in one go", found.cells)


def test_every_format_is_read_as_on_duckdb(tmp_path: Path, servers: Callable[[], int], record_property: Any) -> None:
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path, port=servers())
    examples, found = mismatches_of_every_format(warehouse, "run", "--select", "staging")
    assert found == []
    record_property("examples on ClickHouse", examples)


def test_texts_are_read_as_elsewhere(tmp_path: Path, servers: Callable[[], int]) -> None:
    warehouse = clickhouse.ClickHouseWarehouse(tmp_path, PACKAGE, {}, port=servers())
    wrong, found = misread_texts(warehouse)
    assert not wrong, "\n".join(wrong[:40])
    assert found > 900
