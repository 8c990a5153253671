from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.progress import Progress
from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse, install_packages

SHARED_DATA = PACKAGE.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real call logs, in a folder beside the project, which does not have them."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the real logs are not here: {SHARED_DATA.relative_to(PACKAGE.parent)} is absent")
    return SHARED_DATA


@pytest.fixture(scope="session")
def port() -> Iterator[int]:
    """The port of a Postgres server."""
    from harness.warehouses import postgres  # other tests don't need its driver

    with postgres.server() as port:
        yield port


@pytest.fixture(params=["duckdb", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[str], Warehouse]:
    """Makes a warehouse in a folder of that name, of a project with the VARS of the test's module."""
    vars = request.module.VARS
    if request.param == "duckdb":
        return lambda name: Warehouse(tmp_path / name, CONSUMER, vars)
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    port = request.getfixturevalue("port")
    return lambda name: PostgresWarehouse(tmp_path / name, CONSUMER, vars, port=port)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample as a newcomer builds it, with every test of the package. Tests read or copy it."""
    warehouse = Warehouse(tmp_path_factory.mktemp("sample"), PACKAGE)
    warehouse.dbt("build")
    return warehouse


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """The sample's tables and views on DuckDB, with their columns."""
    warehouse = Warehouse(tmp_path_factory.mktemp("duckdb"), PACKAGE)
    warehouse.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test")
    found: dict[str, dict[str, str]] = {}
    for row in warehouse.rows("select * from information_schema.columns order by table_name, ordinal_position"):
        found.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    views = warehouse.rows("select table_name from information_schema.tables where table_type = 'VIEW'")
    return found, frozenset(row["table_name"] for row in views)


# Tests that share what takes long to build run in one process, in most cases those of a file. Each test of these files
# builds what it needs; those others share the sample.
ON_THEIR_OWN = {
    *("equivalence", "kills", "increments", "engagement_increments", "healing", "of_the_tests", "scenarios"),
    *("raw_changes", "what_data_say", "real_logs", "postgres", "spark", "renderings", "jobs", "package"),
}
SAMPLE = {"sample", "engagement_mutations", "report"}
# The longest tests start first, so that no process waits for another at the end.
LONGEST = [
    *("equivalence", "kills", "of_the_tests", "sample", "history", "what_data_say", "formats", "settings", "scenarios"),
    *("aggregation", "increments", "attribution", "engagement", "engagement_increments", "healing", "raw_changes"),
    *("secrets", "hostile_input", "promises", "public_tests"),
]


# Of the tests that are asked for, a share, as "2/4" the second of four: tests that run in one process stay together.
SHARE = os.environ.get("SHARE") or "1/1"


def file_of(nodeid: str) -> str:
    return Path(nodeid.split("::")[0]).stem.removeprefix("test_")


def process_of(nodeid: str) -> str:
    """The name of the process in which a test runs: that of its file, or its own."""
    name = file_of(nodeid)
    return nodeid if name in ON_THEIR_OWN else "sample" if name in SAMPLE else name


@pytest.hookimpl(trylast=True)  # when there is a terminal to write to
def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    install_packages(CONSUMER)  # once, before the workers start
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and config.option.verbose == 0:
        config.pluginmanager.register(Progress(terminal, config.rootpath), "progress")


@pytest.hookimpl(trylast=True)  # of those that `-m` and `-k` have left
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    which, shares = (int(number) for number in SHARE.split("/"))
    left_out = [item for item in items if zlib.crc32(process_of(item.nodeid).encode()) % shares != which % shares]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(file_of(item.nodeid), len(LONGEST)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """
    Groups tests into processes, with `--dist loadgroup` by parameter. xdist's own groups have no effect under pytest
    9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            if config.getoption("dist") == "loadgroup":
                return nodeid.rpartition("[")[2]
            return process_of(nodeid)

    config.option.loadscopereorder = False
    return Scheduling(config, log)
