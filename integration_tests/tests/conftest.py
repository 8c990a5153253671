from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
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
def tables(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, dict[str, str]], frozenset[str]]:
    """The tables and views of the sample, with their columns, as DuckDB builds them."""
    warehouse = Warehouse(tmp_path_factory.mktemp("duckdb"), PACKAGE)
    warehouse.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test")
    found: dict[str, dict[str, str]] = {}
    for row in warehouse.rows("select * from information_schema.columns order by table_name, ordinal_position"):
        found.setdefault(row["table_name"], {})[row["column_name"]] = row["data_type"]
    views = warehouse.rows("select table_name from information_schema.tables where table_type = 'VIEW'")
    return found, frozenset(row["table_name"] for row in views)


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # once, before there are several workers
        install_packages(CONSUMER)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """`--dist loadgroup`: tests of one parameter in one process. xdist's own groups do nothing under pytest 9.2."""
    from xdist.scheduler import LoadScopeScheduling

    class ByParameter(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
        def _split_scope(self, nodeid: str) -> str:
            return nodeid.rpartition("[")[2]

    return ByParameter(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How much was compared, over all replays of histories: what the properties that tests recorded sum to."""
    compared: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        if report.when == "call":
            for name, value in report.user_properties:
                compared[name] += int(value)
    if compared:
        terminalreporter.write_line("compared: " + ", ".join(f"{value:,} {name}" for name, value in compared.items()))
