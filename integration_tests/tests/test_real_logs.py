"""Two real logs, compared cell by cell, and what is special about each."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same
from harness.spec.logs import cloudtrail_call, combined_call, timestamp
from harness.spec.volume import Call, Settings, recompute
from harness.warehouses.duckdb import Warehouse

pytestmark = pytest.mark.long
LOADED_AT = datetime(2015, 5, 21, 6, 0)


CLOUDTRAIL = {"name": "cloudtrail", "format": "aws_cloudtrail", "source": "raw.cloudtrail_log"}
CLOUDTRAIL_COLUMNS = {"loaded_at": "timestamptz", "record": "varchar"}


@pytest.fixture(scope="module")
def cloudtrail(shared_data: Path) -> list[dict[str, Any]]:
    """The records in the order of their delivery."""
    with gzip.open(shared_data / "cloudtrail" / "records.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def cloudtrail_warehouse(folder: Path) -> Warehouse:
    return Warehouse(folder, vars={"api_call_sources": [CLOUDTRAIL]})


def load_cloudtrail(warehouse: Warehouse, loaded: list[dict[str, Any]]) -> None:
    rows = [(line["loaded_at"], json.dumps(line["record"])) for line in loaded]
    warehouse.load("raw.cloudtrail_log", CLOUDTRAIL_COLUMNS, rows)


def cloudtrail_calls(loaded: list[dict[str, Any]]) -> list[Call]:
    return [cloudtrail_call("cloudtrail", line["record"], timestamp(line["loaded_at"][:-1])) for line in loaded]


def test_cloudtrail(tmp_path: Path, cloudtrail: list[dict[str, Any]]) -> None:
    warehouse = cloudtrail_warehouse(tmp_path)
    load_cloudtrail(warehouse, cloudtrail)
    warehouse.dbt("build")
    marts = warehouse.marts()
    assert assert_same(recompute(cloudtrail_calls(cloudtrail), Settings(sources=("cloudtrail",))), marts) > 1_000

    not_calls = sum(line["record"]["eventType"] != "AwsApiCall" for line in cloudtrail)
    assert sum(row["rows_excluded"] for row in marts["fct_api_call_ledger"].values()) == not_calls == 45
    assert sum(row["rows_received"] for row in marts["fct_api_call_ledger"].values()) == len(cloudtrail)


def test_cloudtrail_in_thirty_loads_equals_its_full_build(tmp_path: Path, cloudtrail: list[dict[str, Any]]) -> None:
    increments = cloudtrail_warehouse(tmp_path / "increments")
    loads = 30
    for number in range(loads):
        load_cloudtrail(
            increments, cloudtrail[len(cloudtrail) * number // loads : len(cloudtrail) * (number + 1) // loads]
        )
        increments.dbt("build")
        if number == loads // 2:
            loaded = cloudtrail[: len(cloudtrail) * (number + 1) // loads]
            expected = recompute(cloudtrail_calls(loaded), Settings(sources=("cloudtrail",)))
            assert_same(expected, increments.marts())
    full = cloudtrail_warehouse(tmp_path / "full")
    load_cloudtrail(full, cloudtrail)
    full.dbt("build")
    assert assert_same(full.marts(), increments.marts()) > 1_000


@pytest.mark.parametrize("deduplicate_on", [[], ["record"], ["occurred_at", "http_route", "record"]], ids=str)
def test_apache(tmp_path: Path, shared_data: Path, deduplicate_on: list[str]) -> None:
    with gzip.open(shared_data / "apache" / "access.log.gz", "rt", encoding="utf-8") as file:
        lines = file.read().splitlines()
    source: dict[str, Any] = {"name": "web", "format": "nginx", "source": "raw.nginx_log"}
    if deduplicate_on:
        source["deduplicate_on"] = deduplicate_on
    warehouse = Warehouse(tmp_path, vars={"api_call_sources": [source], "reporting_timezone": "America/Los_Angeles"})
    warehouse.load(
        "raw.nginx_log", {"loaded_at": "timestamp", "record": "varchar"}, [(LOADED_AT, line) for line in lines]
    )
    warehouse.dbt("build")

    calls = [combined_call("web", line, LOADED_AT) for line in lines]
    if deduplicate_on:
        calls = [replace(call, deduplication_key=line) for call, line in zip(calls, lines, strict=True)]
    marts = warehouse.marts()
    settings = Settings(sources=("web",), reporting_timezone="America/Los_Angeles")
    assert assert_same(recompute(calls, settings), marts) > 10_000

    assert sum(times > 1 for times in Counter(lines).values()) == 17
    copies = len(lines) - len(set(lines))
    duplicates = sum(row["rows_duplicate"] for row in marts["fct_api_call_ledger"].values())
    assert duplicates == (copies if deduplicate_on else 0)
