from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness.progress import Progress
from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse, install_packages

SHARED_DATA = PACKAGE.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real call logs beside the project; not part of it."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"the real logs are not here: {SHARED_DATA.relative_to(PACKAGE.parent)} is absent")
    return SHARED_DATA


@pytest.fixture(scope="session")
def port() -> Iterator[int]:
    """A Postgres server's."""
    from harness.warehouses import postgres  # its driver is not needed elsewhere

    with postgres.server() as port:
        yield port


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample as a newcomer builds it, with every test of the package: to be read, or copied."""
    warehouse = Warehouse(tmp_path_factory.mktemp("sample"), PACKAGE)
    warehouse.dbt("build")
    return warehouse


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """The tables and views of the sample, with their columns, as DuckDB builds them."""
    warehouse = Warehouse(tmp_path_factory.mktemp("duckdb"), PACKAGE)
    warehouse.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test")
    found: dict[str, dict[str, str]] = {}
    for row in warehouse.rows("select * from information_schema.columns order by table_name, ordinal_position"):
        found.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    views = warehouse.rows("select table_name from information_schema.tables where table_type = 'VIEW'")
    return found, frozenset(row["table_name"] for row in views)


# Tests that share what takes long to build run in one process, a file's in most cases. Of these files each test
# builds what it needs; those share the sample.
ON_THEIR_OWN = {
    *("equivalence", "kills", "increments", "engagement_increments", "healing", "of_the_tests", "scenarios"),
    *("real_logs", "postgres", "spark", "renderings", "jobs", "package"),
}
SAMPLE = {"sample", "engagement_mutations"}
# Those that take longest begin first, so that no process waits at the end for another.
LONGEST = ["equivalence", "kills", "of_the_tests", "sample", "scenarios", "increments", "attribution", "engagement"]


def file_of(nodeid: str) -> str:
    return Path(nodeid.split("::")[0]).stem.removeprefix("test_")


@pytest.hookimpl(trylast=True)  # once there is a terminal to write to
def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput"):
        return
    install_packages(CONSUMER)  # once, before there are several workers
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if terminal and config.option.verbose == 0:
        config.pluginmanager.register(Progress(terminal, config.rootpath), "progress")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    ranks = {name: rank for rank, name in enumerate(LONGEST)}
    items.sort(key=lambda item: ranks.get(file_of(item.nodeid), len(LONGEST)))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """
    What runs in one process. `--dist loadgroup`: the tests of one parameter. xdist's own groups do nothing under
    pytest 9.2.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            if config.getoption("dist") == "loadgroup":
                return nodeid.rpartition("[")[2]
            name = file_of(nodeid)
            return nodeid if name in ON_THEIR_OWN else "sample" if name in SAMPLE else name

    config.option.loadscopereorder = False
    return Scheduling(config, log)
