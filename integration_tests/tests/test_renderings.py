"""The SQL of the models as a warehouse other than DuckDB gets it, linted: `make lint-renderings`."""

from __future__ import annotations

import configparser
import subprocess
import sys
from pathlib import Path

import pytest
from harness.warehouse import PACKAGE, Warehouse

postgres = pytest.importorskip("harness.postgres", reason="psycopg2 is not installed")
pytestmark = pytest.mark.renderings


def lint(warehouse: Warehouse, dialect: str) -> subprocess.CompletedProcess[str]:
    """sqlfluff over all models and tests, rendered by dbt for a warehouse in which they are built."""
    config = configparser.ConfigParser()
    config.read(PACKAGE / ".sqlfluff")
    config["sqlfluff"]["dialect"] = dialect
    config["sqlfluff:templater:dbt"]["project_dir"] = str(PACKAGE)
    config["sqlfluff:templater:dbt"]["profiles_dir"] = str(warehouse.folder)
    with (warehouse.folder / "sqlfluff.cfg").open("w") as file:
        config.write(file)
    command = [str(Path(sys.executable).with_name("sqlfluff")), "lint", "--disable-progress-bar", "--config"]
    return subprocess.run(
        [*command, str(warehouse.folder / "sqlfluff.cfg"), "models", "tests"],
        cwd=PACKAGE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def test_what_postgres_gets_is_clean(tmp_path: Path) -> None:
    if postgres.binaries() is None:
        pytest.skip("Postgres is not installed")
    with postgres.server() as port:
        warehouse = postgres.PostgresWarehouse(tmp_path, PACKAGE, port=port)
        warehouse.dbt("build")
        linted = lint(warehouse, "postgres")
    skipped = [line for line in linted.stdout.splitlines() if "Skipped file" in line and "is disabled" not in line]
    assert linted.returncode == 0, linted.stdout
    assert skipped == []
