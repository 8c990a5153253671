"""Models and tests as warehouses other than DuckDB get them, linted under their dialects: `make lint-renderings`."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from harness.warehouses.duckdb import CONSUMER, PACKAGE

pytest.importorskip(
    "dbt.adapters.trino", reason="the adapters of the warehouses are not installed: make lint-renderings"
)
from dbt.adapters.factory import reset_adapters
from harness.warehouses.captured import Answers, NoWarehouse, everything_declared
from sqlfluff.core import FluffConfig, Linter
from sqlfluff.core.linter.linted_dir import LintingRecord
from sqlfluff.core.types import ConfigMappingType

pytestmark = pytest.mark.renderings

DIALECTS = {
    "snowflake": "snowflake",
    "bigquery": "bigquery",
    "spark": "sparksql",
    "postgres": "postgres",
    "redshift": "redshift",
    "databricks": "databricks",
    "trino": "trino",
}
# What an increment adds to the staging of a log format comes from a macro that all formats share: one will do.
INCREMENTAL = ["models/staging/kong", "models/intermediate", "models/marts"]
# Which warehouses lack what a format needs (test_warehouses.py).
DISABLED = {"redshift": {"models/staging/opentelemetry/stg_opentelemetry__api_calls.sql"}}


def copied_project(folder: Path, vars: dict[str, Any]) -> Path:
    """The package as a project of its own, with the raw tables that tests declare."""
    for name in ("macros", "models", "tests"):
        shutil.copytree(PACKAGE / name, folder / name)
    for file in (PACKAGE / ".sqlfluff", PACKAGE / "dbt_project.yml"):
        shutil.copy(file, folder)
    shutil.copy(CONSUMER / "models" / "raw_tables.yml", folder / "models")
    with (folder / "dbt_project.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"\nvars: {json.dumps(vars)}\n")
    return folder


def lint(dialect: str, *paths: str) -> list[LintingRecord]:
    """What sqlfluff says of files of the project in the working directory, rendered by dbt in this process."""
    reset_adapters()  # type: ignore[no-untyped-call]  # else sqlfluff takes the one of the test before
    # Trino's microseconds since 1970 are an expression in which sqlfluff by itself would not go down to the end.
    overrides: ConfigMappingType = {"dialect": dialect, "max_parse_depth": 1000}
    # Where the words of a file stand is the same in all dialects: `make lint` looks at it, in most of its time.
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
    # A limit to what raw keeps, and no limit: each has models and tests that the other has not.
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
