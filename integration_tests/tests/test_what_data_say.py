"""Values of raw rows that are unusual: absurd numbers, other spellings, keys with gaps, names that need quotes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from harness.histories.by_hand import NOON, Loaded, call
from harness.histories.calls import declaration
from harness.warehouses.duckdb import DbtFailed, Warehouse, broken_consumer

pytestmark = pytest.mark.scenarios

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


def built(
    folder: Path,
    types: dict[str, str],
    rows: list[tuple[Any, ...]],
    warehouse_class: Callable[..., Warehouse] = Warehouse,
    **declared: Any,
) -> Warehouse:
    """A build of one tabular source whose rows are loaded at noon."""
    source = {"name": "partner", "format": "columns", "source": "raw.partner_calls", **declared}
    warehouse = warehouse_class(folder, vars={"api_call_sources": [source]})
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


@pytest.mark.parametrize(
    ("log_format", "one", "other"),
    [("nginx", REQUEST, AUTH), pytest.param("envoy", EDGE, OWN_CALL, marks=pytest.mark.long)],
)
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


TIMES = """
    create schema if not exists raw;
    create table raw.partner_calls (happened timestamp, inserted timestamp, updated timestamp);
    insert into raw.partner_calls values
        ('2026-03-01 23:30:00', '2026-03-02 00:45:00', null),
        ('2026-07-01 10:00:00', '2026-07-01 12:10:00', '2026-07-01 12:20:00');
    create table raw.billing_events (happened bigint, loaded numeric(20, 3));
    insert into raw.billing_events values (1772359200250, 1772359260000.5), (-1, 1772359260000);
    create table raw.nginx_log (happened varchar(40), loaded varchar(40));
    insert into raw.nginx_log values
        ('1772359200250000001', '2026-03-01 11:00:00'), ('2026-03-01T10:00:00Z', '2026-03-01T11:00:00 +02'),
        ('2026-03-01T10:00:00', '1772359200250000001');
"""
# What each raw row is read as, by source: occurred_at and loaded_at.
READ_TIMES: dict[str, list[tuple[str | None, str]]] = {
    "partner": [
        ("2026-03-01 23:30:00", "2026-03-01 23:45:00"),
        ("2026-07-01 10:00:00", "2026-07-01 10:20:00"),
    ],
    "billing": [("2026-03-01 10:00:00.250", "2026-03-01 10:01:00.0005"), (None, "2026-03-01 10:01:00")],
    "nginx": [
        ("2026-03-01 10:00:00", "2026-03-01 09:00:00"),
        ("2026-03-01 10:00:00", "2026-03-01 10:00:00.250"),
        ("2026-03-01 10:00:00.250", "2026-03-01 10:00:00"),
    ],
}


def assert_times_are_read_as_declared(warehouse_class: Callable[..., Warehouse], folder: Path) -> None:
    berlin = {"format": "columns", "columns": {"occurred_at": "happened"}, "loaded_at_time_zone": "Europe/Berlin"}
    epochs = {"format": "columns", "columns": {"occurred_at": "happened"}, "loaded_at_column": "loaded"}
    sources: list[dict[str, Any]] = [
        {"name": "partner", "source": "raw.partner_calls", **berlin, "loaded_at_column": "coalesce(updated, inserted)"},
        {"name": "billing", "source": "raw.billing_events", **epochs, "epoch_unit": "milliseconds"},
        {
            "name": "nginx",
            "source": "raw.nginx_log",
            **berlin,
            "loaded_at_column": "loaded",
            "epoch_unit": "nanoseconds",
        },
    ]
    warehouse = warehouse_class(folder, vars={"api_call_sources": sources, "future_tolerance_minutes": 600})
    warehouse.execute(TIMES)
    warehouse.dbt("run", "--select", "+int_raw_inventory")
    read = warehouse.rows("select source_name, occurred_at, loaded_at from stg_columns__api_calls order by 1, 2, 3")
    for name, times in READ_TIMES.items():
        expected = [tuple(time and datetime.fromisoformat(time) for time in row) for row in times]
        found = [(row["occurred_at"], row["loaded_at"]) for row in read if row["source_name"] == name]
        assert sorted(found, key=str) == sorted(expected, key=str)
    dates = warehouse.rows("select loaded_date from int_raw_inventory where source_name = 'partner' order by 1")
    assert [str(row["loaded_date"]) for row in dates] == ["2026-03-01", "2026-07-01"]

    sources[1]["epoch_unit"], sources[2]["loaded_at_time_zone"] = "seconds", None
    succeeded, said = warehouse.check_settings({"api_call_sources": sources})
    assert not succeeded
    assert "`epoch_unit` of source `billing` changed" in said
    assert "`loaded_at_time_zone` of source `nginx` changed" in said

    sources[1]["epoch_unit"], sources[2]["loaded_at_time_zone"] = "milliseconds", "Europe/Berlin"
    assert warehouse.check_settings(warehouse.vars)[0]
    warehouse.execute("update int_raw_inventory set source_policy = source_policy || ' set_before=1'")
    succeeded, said = warehouse.check_settings(warehouse.vars)
    assert not succeeded
    assert "`set_before` of source `nginx` changed" in said


def test_times_are_read_as_declared(tmp_path: Path) -> None:
    assert_times_are_read_as_declared(Warehouse, tmp_path)


@pytest.mark.postgres
def test_times_are_read_as_declared_on_postgres(tmp_path: Path, port: int) -> None:
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    assert_times_are_read_as_declared(partial(PostgresWarehouse, port=port), tmp_path)


@pytest.mark.long
def test_files_are_a_source(tmp_path: Path) -> None:
    source = {"name": "partner", "format": "columns", "source": "files.calls", "where": "filename like '%calls_%'"}
    warehouse = Warehouse(tmp_path, vars={"api_call_sources": [source], "folder_of_files": str(tmp_path)})
    for day, calls in ((10, 2), (11, 3)):
        time = f"2026-03-{day} 12:00:00"
        rows = [
            {"account_id": "acme", "occurred_at": time, "Loaded At": time, "event_id": f"e{i}"} for i in range(calls)
        ]
        (tmp_path / f"calls_{day}.json").write_text(json.dumps(rows), encoding="utf-8")
        source["loaded_at_column"] = "loaded at"
        warehouse.dbt("build")
    facts = warehouse.rows("select cast(date_day as varchar) as day, api_calls from fct_api_calls_daily order by 1")
    assert facts == [{"day": "2026-03-10", "api_calls": 2}, {"day": "2026-03-11", "api_calls": 1}]
    (tmp_path / "calls_10.json").unlink()
    succeeded, said = warehouse.dbt("build", "--full-refresh", must_pass=False)
    assert not succeeded
    assert "Source `partner`, loaded on 2026-03-10: 2 of 5 rows." in said


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


@pytest.mark.long
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


def rebuilt(warehouse: Warehouse, change: str, *arguments: str) -> tuple[bool, str]:
    warehouse.execute(change)
    return warehouse.dbt("build", *arguments, must_pass=False)


def assert_columns_are_remembered(warehouse_class: Callable[..., Warehouse], folder: Path) -> None:
    rows = [("acme", NOON, "GET"), ("acme", NOON, None)]
    types = {"account_id": "varchar", "occurred_at": "timestamp", "http_request_method": "varchar"}
    warehouse = built(folder, types, rows, warehouse_class)
    kept = "select * from int_raw_columns order by column_name"
    before = warehouse.rows(kept)
    assert [row["column_name"] for row in before] == ["account_id", "http_request_method", "occurred_at", "outcome"]
    facts = "select sum(successful_calls) as ok, sum(aborted_calls) as aborted from fct_api_calls_daily"

    added = "alter table raw.partner_calls add column http_response_status_code integer"
    row = f"insert into raw.partner_calls values ('acme', '{NOON}', 'GET', '{NOON + timedelta(days=1)}', 503)"
    succeeded, said = rebuilt(warehouse, f"{added}; {row}")
    assert succeeded
    assert "has a new column `http_response_status_code`. It is not read" in said
    assert warehouse.rows(facts) == [{"ok": 3, "aborted": 0}]
    assert warehouse.rows(kept) == before

    gone = "alter table raw.partner_calls drop column http_request_method cascade"
    succeeded, said = rebuilt(warehouse, gone)
    assert not succeeded
    assert "`api_call_sources[0].columns.http_request_method` is wrong" in said
    assert "has no column `http_request_method` any more" in said
    assert warehouse.rows(facts) == [{"ok": 3, "aborted": 0}]

    warehouse.dbt("build", "--full-refresh")
    assert warehouse.rows(facts) == [{"ok": 0, "aborted": 2}], "a full refresh reads what the table has now"
    succeeded, said = rebuilt(warehouse, "select 1")
    assert succeeded
    assert "new column" not in said


def test_columns_found_by_name_are_those_of_the_first_build(tmp_path: Path) -> None:
    assert_columns_are_remembered(Warehouse, tmp_path)


@pytest.mark.postgres
def test_columns_found_by_name_are_those_of_the_first_build_on_postgres(tmp_path: Path, port: int) -> None:
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    assert_columns_are_remembered(partial(PostgresWarehouse, port=port), tmp_path)


@pytest.mark.long
def test_an_identifier_that_is_spelled_in_another_way_stops_the_run(tmp_path: Path) -> None:
    types = {"account_id": "integer", "occurred_at": "timestamp", "line": "decimal(18, 0)"}
    warehouse = built(tmp_path, types, [(123, NOON, 7)], deduplicate_on=["occurred_at", "line"])
    harmless = "alter table raw.partner_calls alter column account_id type bigint"
    succeeded, _ = rebuilt(warehouse, harmless)
    assert succeeded
    succeeded, said = rebuilt(warehouse, "alter table raw.partner_calls alter column account_id type double")
    assert not succeeded
    assert "was bigint and is now double: what was `123` is now `123.0`" in said
    assert "`api_call_sources[0].columns.account_id` is wrong" in said
    rebuilt(warehouse, "alter table raw.partner_calls alter column account_id type varchar using '123'")
    succeeded, said = rebuilt(warehouse, "alter table raw.partner_calls alter column line type decimal(18, 1)")
    assert not succeeded
    assert "`api_call_sources[0].deduplicate_on` is wrong" in said
    assert warehouse.rows("select account_id from fct_api_calls_daily") == [{"account_id": "123"}]


# The faults that these tests were written for, brought back one by one, and the test that must find each.
FAULTS: dict[str, tuple[str, str, str, Callable[[Path], None]]] = {
    "rows without a part of their key are copies of each other": (
        "macros/deduplication/deduplication_key.sql",
        "joined_text(canonical + raw, complete=true)",
        "joined_text(canonical + raw)",
        test_a_key_with_a_gap_is_no_key,
    ),
    "one absurd row stops every run": (
        "macros/formats/summable_value.sql",
        "< {{ most_in_row }}",
        "< 1e300",
        test_no_value_stops_a_run,
    ),
    "a name is SQL, reserved or not": (
        "macros/sources/column_or_expression.sql",
        "raw_columns.get(text | lower, '(' ~ text ~ ')')",
        "'(' ~ text ~ ')'",
        test_a_mapping_that_is_a_columns_name_means_that_column,
    ),
    "the search for copies stays in one source": (
        "macros/increments/load_dates_with_copies.sql",
        "{% set scope = api_call_volume.deduplication_scope() %}",
        "{% set scope = 'source_name' %}",
        test_calls_that_two_sources_have_count_once,
    ),
    "equal ids at any time are the same calls": (
        "tests/promises/no_call_is_counted_in_two_sources.sql",
        "{%- set most_seconds_apart = 60 %}",
        "{%- set most_seconds_apart = 999999 %}",
        test_calls_that_two_sources_share_are_told,
    ),
    "columns are found by name in every run": (
        "macros/sources/declared_columns.sql",
        "and (column in remembered or not remembered)",
        "and true",
        test_columns_found_by_name_are_those_of_the_first_build,
    ),
    "the type of an identifier does not matter": (
        "macros/checks/check_remembered_columns.sql",
        "api_call_volume.spells_a_point(before) != api_call_volume.spells_a_point(now)",
        "false",
        test_an_identifier_that_is_spelled_in_another_way_stops_the_run,
    ),
}


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str) -> None:
    file, right, wrong, test = FAULTS[fault]
    project = broken_consumer(tmp_path, file, right, wrong)
    _, *defaults = Warehouse.__init__.__defaults__ or ()
    monkeypatch.setattr(Warehouse.__init__, "__defaults__", (project, *defaults))
    with pytest.raises((AssertionError, DbtFailed)):
        test(tmp_path / "warehouse")


COMPUTED = """
    create schema if not exists raw;
    create table raw.stored_calls as
        select 'acme' as account_id, timestamp '2026-03-10 12:00:00' as occurred_at, 'e' || number as event_id
        from range(3) as numbers (number);
    create view raw.partner_calls as
        select *, cast(current_timestamp at time zone 'UTC' as timestamp) as loaded_at from raw.stored_calls;
"""


def test_a_load_time_that_a_view_computes_stops_the_run(tmp_path: Path) -> None:
    source = {"name": "partner", "format": "columns", "source": "raw.partner_calls"}
    warehouse = Warehouse(tmp_path, vars={"api_call_sources": [source]})
    warehouse.execute(COMPUTED)
    for said in (
        "all rows of source `partner` have one load time",
        "Where a view over raw computes the load time, store",
    ):
        with pytest.raises(DbtFailed, match=said):
            warehouse.dbt("build")
    stored = {**source, "loaded_at_column": "occurred_at"}
    warehouse.dbt("build", "--full-refresh", vars={"api_call_sources": [stored]})
    assert warehouse.rows("select rows_counted from fct_api_call_ledger") == [{"rows_counted": 3}]
