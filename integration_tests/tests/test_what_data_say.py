"""Values of raw rows that are unusual: absurd numbers, other spellings, keys with gaps, names that need quotes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from harness.histories.by_hand import NOON, Loaded, call
from harness.histories.calls import declaration
from harness.warehouses.duckdb import Warehouse

ABSURD = [
    call("a", NOON, response_bytes=9 * 10**17, call_count=1000.0),
    *(call(f"b{number}", NOON, response_bytes=95 * 10**16) for number in range(10)),
    call("c", NOON, account_id="z", duration_ms=9e11, call_count=868e9),
    call("d", NOON, duration_ms=9e11, call_count=100.0),
    call("e", NOON, request_bytes=2**63 - 1, response_bytes=-1, duration_ms=float("inf"), call_count=0.0),
]


def test_no_value_stops_a_run(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "k001"))
    for name in run.names:
        run.load(*ABSURD, name=name)
    run.dbt("build")
    run.assert_marts()
    facts = run.warehouse.rows("select sum(response_bytes) as response_bytes from fct_api_calls_weekly")
    assert facts == [{"response_bytes": Decimal(2 * 95 * 10**17)}], "bytes above a bigint are summed exactly"
    run.load(call("f", NOON, response_bytes=95 * 10**16))
    run.dbt("build")
    run.assert_marts()


def built(folder: Path, types: dict[str, str], rows: list[tuple[Any, ...]], **declared: Any) -> Warehouse:
    """A build of one tabular source whose rows are loaded at noon."""
    source = {"name": "partner", "format": "columns", "source": "raw.partner_calls", **declared}
    warehouse = Warehouse(folder, vars={"api_call_sources": [source]})
    warehouse.load("raw.partner_calls", {**types, "loaded_at": "timestamp"}, [(*row, NOON) for row in rows])
    warehouse.dbt("build")
    return warehouse


def test_a_key_with_a_gap_is_no_key(tmp_path: Path) -> None:
    rows = [
        *[("acme", NOON, None, "r")] * 3,
        *[("acme", NOON, "1", "")] * 2,
        *[(None, NOON, "1", "r")] * 2,
        *[("acme", NOON, "1", "r")] * 4,
    ]
    types = {"account_id": "varchar", "occurred_at": "timestamp", "line_id": "varchar", "http_route": "varchar"}
    warehouse = built(tmp_path, types, rows, deduplicate_on=["account_id", "line_id", "http_route"])
    ledger = warehouse.rows("select rows_counted, rows_duplicate from fct_api_call_ledger")
    assert ledger == [{"rows_counted": 3 + 2 + 2 + 1, "rows_duplicate": 3}]


REQUEST = {
    "request_id": "6f1",
    "msec": "1772359200.250",
    "request_uri": "/v1/orders",
    "uri": "/v1/orders",
    "status": "503",
}
AUTH = {**REQUEST, "uri": "/auth", "status": "200"}
EDGE = {"x-request-id": "6f1", "start_time": "2026-03-01T10:00:00.123Z", ":path": "/v1/orders", "response_code": 503}
OWN_CALL = {**EDGE, "start_time": "2026-03-01T10:00:00.124Z", ":path": "/stock", "response_code": 200}


@pytest.mark.parametrize(("log_format", "one", "other"), [("nginx", REQUEST, AUTH), ("envoy", EDGE, OWN_CALL)])
def test_lines_that_share_an_id_are_calls_of_their_own(
    tmp_path: Path, log_format: str, one: dict[str, Any], other: dict[str, Any]
) -> None:
    source = {"name": "edge", "format": log_format, "source": "raw.nginx_log"}
    warehouse = Warehouse(tmp_path, vars={"api_call_sources": [source]})
    lines = [(json.dumps(line), NOON) for line in (other, one, one, other, one)]
    warehouse.load("raw.nginx_log", {"record": "varchar", "loaded_at": "timestamp"}, lines)
    warehouse.dbt("build")
    facts = warehouse.rows(
        "select sum(successful_calls) as ok, sum(server_error_calls) as failed from fct_api_calls_daily"
    )
    assert facts == [{"ok": 1, "failed": 1}]
    assert warehouse.rows("select rows_duplicate from fct_api_call_ledger") == [{"rows_duplicate": 3}]


NAMES = """
    create schema if not exists raw;
    create table raw.partner_calls (
        "user" varchar(9), "Happened At" timestamp, "select" varchar(9), "loaded_at" timestamp, "Status Code" integer
    );
    insert into raw.partner_calls values
        ('acme', '2026-03-10 12:00:00', 'a', '2026-03-10 12:00:00', 200),
        ('acme', '2026-03-10 12:00:00', 'a', '2026-03-10 12:00:00', 200),
        ('acme', '2026-03-10 12:00:00', 'b', '2026-03-10 12:00:00', 503);
"""


def assert_names_mean_columns(warehouse_class: Callable[..., Warehouse], folder: Path) -> None:
    columns = {
        "account_id": "user",
        "occurred_at": "happened at",
        "http_response_status_code": "Status Code",
        "integration_id": "'app' || '-1'",
    }
    source: dict[str, Any] = {
        "name": "partner",
        "format": "columns",
        "source": "raw.partner_calls",
        "columns": columns,
        "deduplicate_on": ["user", "Select"],
    }
    warehouse = warehouse_class(folder, vars={"api_call_sources": [source]})
    warehouse.execute(NAMES)
    warehouse.dbt("build")
    facts = warehouse.rows("select account_id, integration_id, api_calls, server_error_calls from fct_api_calls_daily")
    assert facts == [{"account_id": "acme", "integration_id": "app-1", "api_calls": 2, "server_error_calls": 1}]


def test_a_mapping_that_is_a_columns_name_means_that_column(tmp_path: Path) -> None:
    assert_names_mean_columns(Warehouse, tmp_path)


@pytest.mark.postgres
def test_a_mapping_that_is_a_columns_name_means_that_column_on_postgres(tmp_path: Path, port: int) -> None:
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    assert_names_mean_columns(partial(PostgresWarehouse, port=port), tmp_path)


def two_logs(loaded: Loaded, *, same: bool) -> list[dict[str, Any]]:
    """The declarations of two sources, of which the second has calls of the first."""
    sources = [declaration(name) for name in loaded.names]
    if same:
        sources[1]["same_calls_as"] = sources[0]["name"]
    return sources


def test_calls_that_two_sources_have_count_once(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "h001"))
    run.vars["api_call_sources"] = two_logs(run, same=True)
    run.load(call("a", NOON), call("b", NOON), call(None, NOON), name="h000")
    run.load(call("b", NOON, http_response_status_code=503), call("c", NOON), call(None, NOON), name="h001")
    run.dbt("build")
    calls = "select sum(api_calls) as api_calls, sum(server_error_calls) as failed from fct_api_calls_daily"
    assert run.warehouse.rows(calls) == [{"api_calls": 5, "failed": 0}]
    # Copies of calls that counted in the other source, on other load dates; one of them is the earlier one.
    later = NOON + timedelta(days=2)
    run.load(call("c", NOON - timedelta(seconds=5), later, http_response_status_code=503), name="h000")
    run.load(call("a", NOON + timedelta(seconds=5), later), call("d", NOON, later), name="h001")
    run.dbt("build")
    assert run.warehouse.rows(calls) == [{"api_calls": 6, "failed": 1}]
    tables = ["fct_api_call_ledger", "fct_api_calls_daily", "int_duplicated_api_calls"]
    by_all = {table: f"select * from {table} order by all" for table in tables}
    increments = {table: run.warehouse.rows(query) for table, query in by_all.items()}
    run.dbt("build", "--full-refresh")
    assert {table: run.warehouse.rows(query) for table, query in by_all.items()} == increments


def test_calls_that_two_sources_share_are_told(tmp_path: Path) -> None:
    run = Loaded(tmp_path, ("h000", "h001"))
    run.vars["api_call_sources"] = two_logs(run, same=False)
    loaded = NOON + timedelta(days=1)
    run.load(*(call(str(number), NOON + timedelta(minutes=number), loaded) for number in range(1, 21)), name="h000")
    # Two ids are at the same times by chance, the others hours later.
    minutes = [number + (420 if number > 2 else 0) for number in range(1, 21)]
    run.load(*(call(str(i), NOON + timedelta(minutes=at), loaded) for i, at in enumerate(minutes, 1)), name="h001")
    said = run.dbt("build")
    assert "no_call_is_counted_in_two_sources failed" not in said, "ids that are numbers, at other times"
    run.load(call("3", NOON + timedelta(minutes=3, seconds=1), loaded), name="h001")
    said = run.dbt("build")
    assert "Sources h000 and h001 share the keys of 3 calls, at the same times." in said
    assert "same_calls_as: h000 in the entry of h001" in said
