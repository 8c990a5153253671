"""What an increment reads, by the plan of its query. test_spark.py has the same for Spark."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from harness.warehouses.duckdb import PACKAGE, Warehouse

pytestmark = pytest.mark.long
LATER = "2026-09-29"
ROLLUPS = {"int_route_calls", "int_user_calls", "int_duration_calls"}


def operators(plan: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for operator in plan:
        yield operator
        yield from operators(operator["children"])


def days(warehouse: Warehouse) -> dict[date, Any]:
    """Shows whether a day was built again."""
    query = "select distinct date_day, data_version, is_complete_period from fct_api_calls_daily"
    return {row["date_day"]: (row["data_version"], row["is_complete_period"]) for row in warehouse.rows(query)}


def test_an_increment_reads_only_the_days_that_it_touches(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path, PACKAGE)
    warehouse.dbt("seed")
    for table in ("sample_kong_log", "sample_partner_calls"):
        later = f"from {table} where loaded_at >= '{LATER}'"
        warehouse.execute(f"create table held_back_{table} as select * {later}; delete {later}")
    warehouse.dbt("run")
    before = days(warehouse)
    for table in ("sample_kong_log", "sample_partner_calls"):
        warehouse.execute(f"insert into {table} select * from held_back_{table}")
    warehouse.dbt("run")
    after = days(warehouse)
    touched = {day for day in {*before, *after} if before.get(day) != after.get(day)}

    model = "target/compiled/api_call_volume/models/marts/volume/fct_api_calls_daily.sql"
    query = (warehouse.folder / model).read_text(encoding="utf-8")
    plan = json.loads(warehouse.rows(f"explain (format json) {query}")[0]["explain_value"])
    scans = [operator["extra_info"] for operator in operators(plan) if operator["name"].strip() == "SEQ_SCAN"]
    filters = {scan["Table"].split(".")[-1]: scan.get("Filters", "") for scan in scans}
    assert filters.keys() == ROLLUPS
    for rollup, condition in filters.items():
        found = {date.fromisoformat(day) for day in re.findall(r"date_day >= '([0-9-]+)'::DATE", condition)}
        ends = {date.fromisoformat(day) for day in re.findall(r"date_day < '([0-9-]+)'::DATE", condition)}
        assert found == touched
        # DuckDB drops the upper bound where no row is later.
        assert ends | {max(after) + timedelta(days=1)} == {day + timedelta(days=1) for day in touched}
        print(f"{rollup}: {len(touched)} of {len(after)} days in the plan")
