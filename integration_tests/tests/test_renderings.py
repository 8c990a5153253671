"""Models and tests as rendered for warehouses other than DuckDB, linted in their dialects: `make lint-renderings`."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from harness.warehouses.duckdb import CONSUMER, PACKAGE

pytest.importorskip(
    "dbt.adapters.trino", reason="the adapters of the warehouses are not installed: make lint-renderings"
)
from dbt.adapters.factory import reset_adapters
from harness.warehouses.captured import NOT_ON_REDSHIFT, Answers, NoWarehouse, everything_declared
from sqlfluff.core import FluffConfig, Linter
from sqlfluff.core.linter.linted_dir import LintingRecord
from sqlfluff.core.types import ConfigMappingType

pytestmark = pytest.mark.renderings
# sqlfluff calls itself for each nested expression; those that read a text line nest deeper than Python allows.
sys.setrecursionlimit(10_000)

DIALECTS = {
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "spark": "sparksql",
    "postgres": "postgres",
    "redshift": "redshift",
    "databricks": "databricks",
    "trino": "trino",
}
# All log formats share the macro for increments of staging: one format is enough.
INCREMENTAL = ["models/staging/kong", "models/intermediate", "models/marts"]
# Warehouses without a function that a format needs (test_warehouses.py).
DISABLED = {"redshift": {f"models/staging/{name}/stg_{name}__api_calls.sql" for name in NOT_ON_REDSHIFT}}


def copied_project(folder: Path, vars: dict[str, Any]) -> Path:
    """The package as a root project, with the raw tables that tests declare."""
    for name in ("macros", "models", "tests"):
        shutil.copytree(PACKAGE / name, folder / name)
    for file in (PACKAGE / ".sqlfluff", PACKAGE / "dbt_project.yml"):
        shutil.copy(file, folder)
    shutil.copy(CONSUMER / "models" / "raw_tables.yml", folder / "models")
    with (folder / "dbt_project.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\nvars: {json.dumps(vars)}\n")
    return folder


def lint(dialect: str, *paths: str) -> list[LintingRecord]:
    """sqlfluff's violations in files of the project in the working directory, rendered by dbt in this process."""
    reset_adapters()  # type: ignore[no-untyped-call] # else sqlfluff uses that of the previous test
    # Trino's microseconds since 1970 nest deeper than sqlfluff's default limit, and nginx on Redshift has more nodes.
    overrides: ConfigMappingType = {"dialect": dialect, "max_parse_depth": 1000, "max_parse_nodes": 1_000_000}
    # Layout is the same in all dialects: `make lint` checks it, which takes most of its time.
    if not os.environ.get("LAYOUT"):
        overrides["exclude_rules"] = FluffConfig.from_root().get("exclude_rules") + ", layout"
    linter = Linter(config=FluffConfig.from_root(overrides=overrides))
    return linter.lint_paths(paths, processes=1, retain_files=False).as_records()


@pytest.mark.parametrize("is_built", [False, True], ids=["full", "incremental"])
@pytest.mark.parametrize("adapter", DIALECTS)
def test_what_a_warehouse_gets_is_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tables: Any, adapter: str, is_built: bool
) -> None:
    models, views = tables
    vars, built, raw = everything_declared(adapter, models)
    # With and without raw_retention_days: each has models and tests that the other does not have.
    project = copied_project(tmp_path, vars | ({"raw_retention_days": 365} if is_built else {}))
    warehouse = NoWarehouse(project, PACKAGE, adapter=adapter)
    monkeypatch.chdir(project)
    paths = INCREMENTAL if is_built else ["models", "tests/promises"]
    with warehouse.answering(Answers(adapter, built, views, raw, is_built)):
        files = lint(DIALECTS[adapter], *paths)
    found = [
        f"{file['filepath']}:{violation['start_line_no']}: {violation['code']} {violation['description']}"
        for file in files
        for violation in file["violations"]
    ]
    assert found == []
    there = {str(file.relative_to(PACKAGE)) for path in paths for file in (PACKAGE / path).rglob("*.sql")}
    linted = {file["filepath"] for file in files if file["statistics"]["segments"]}
    assert linted == there - DISABLED.get(adapter, set())
    print(f"{adapter}, {'incremental' if is_built else 'full'}: {len(linted)} files linted as {DIALECTS[adapter]}")
