"""Single records of each log format, the odd ones above all, as the staging models read them."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from harness.warehouse import Warehouse

LOADED_AT = "2026-03-02 00:00:00"
TEN = datetime(2026, 3, 1, 10, 0)

Case = tuple[str | None, dict[str, Any]]

NGINX: dict[str, Case] = {
    "json, epoch seconds of the end": (
        json.dumps(
            {
                "request_id": "r1",
                "msec": "1772359200.250",
                "remote_user": "ash",
                "request": "POST /v1/orders/12?token=hidden HTTP/2.0",
                "status": "201",
                "request_time": "0.250",
                "request_length": "120",
                "bytes_sent": "900",
                "http_user_agent": "sdk/1",
            }
        ),
        {
            "event_id": "r1",
            "occurred_at": TEN,
            "account_id": "ash",
            "http_request_method": "POST",
            "http_route": "/v1/orders/{id}",
            "http_response_status_code": 201,
            "outcome": "success",
            "duration_ms": 250.0,
            "request_bytes": 120,
            "response_bytes": 900,
            "user_agent_original": "sdk/1",
        },
    ),
    "json, ISO time with an offset": (
        json.dumps(
            {"time_iso8601": "2026-03-01T12:00:00+02:00", "request_method": "get", "uri": "/a//b/", "status": 429}
        ),
        {
            "occurred_at": TEN,
            "http_request_method": "GET",
            "http_route": "/a/b",
            "outcome": "rate_limited",
            "event_id": None,
        },
    ),
    "json, the client left": (
        json.dumps({"time_local": "01/Mar/2026:05:00:00 -0500", "status": "499"}),
        {"occurred_at": TEN, "http_response_status_code": 499, "outcome": "aborted"},
    ),
    "json, no time": (json.dumps({"status": "200"}), {"occurred_at": None, "reject_reason": "occurred_at_missing"}),
    "json, a time that is none": (json.dumps({"msec": "now"}), {"reject_reason": "occurred_at_unreadable"}),
    "combined": (
        '10.0.0.1 - ash [01/Mar/2026:10:00:00 +0000] "GET /v1/orders?x=1 HTTP/1.1" 404 - "-" "curl/8"',
        {
            "occurred_at": TEN,
            "account_id": "ash",
            "http_route": "/v1/orders",
            "outcome": "client_error",
            "response_bytes": None,
            "user_agent_original": "curl/8",
        },
    ),
    "common, without referer and agent": (
        '10.0.0.1 - - [01/Mar/2026:10:00:00 +0000] "GET / HTTP/1.0" 200 12',
        {"occurred_at": TEN, "account_id": None, "http_route": "/", "response_bytes": 12, "user_agent_original": None},
    ),
    "combined, quotes in the agent": (
        r'10.0.0.1 - - [01/Mar/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 12 "-" "a \"quoted\" [agent]"',
        {"occurred_at": TEN, "http_route": "/a", "user_agent_original": r"a \"quoted\" [agent]"},
    ),
    "combined, garbage bytes for a request": (
        r'10.0.0.1 - - [01/Mar/2026:10:00:00 +0000] "\x16\x03\x01\x02" 400 226 "-" "-"',
        {"occurred_at": TEN, "http_request_method": None, "http_route": None, "outcome": "client_error"},
    ),
    "combined, no status": (
        '10.0.0.1 - - [01/Mar/2026:10:00:00 +0000] "GET /a HTTP/1.1" 000 0 "-" "-"',
        {"http_response_status_code": None, "outcome": "aborted"},
    ),
    "combined, a day that is none": (
        '10.0.0.1 - - [31/Feb/2026:10:00:00 +0000] "GET /a HTTP/1.1" 200 0 "-" "-"',
        {"occurred_at": None, "reject_reason": "occurred_at_unreadable"},
    ),
    "neither": ("kernel: out of memory", {"reject_reason": "record_unreadable"}),
    "nothing": (None, {"reject_reason": "record_unreadable"}),
    "cut off json": ('{"msec": 17723', {"reject_reason": "record_unreadable"}),
}

KONG: dict[str, Case] = {
    "empty array": ("[]", {"reject_reason": "occurred_at_missing", "event_id": None}),
    "cut off array": ('[{"request"', {"reject_reason": "record_not_json"}),
    "a number": ("17", {"reject_reason": "occurred_at_missing"}),
    "an id that is empty": (
        json.dumps({"request": {"id": ""}, "started_at": 1772359200000, "response": {"status": 200}}),
        {"event_id": None, "deduplication_key": None, "occurred_at": TEN, "reject_reason": None},
    ),
    "absurd sizes": (
        json.dumps(
            {
                "request": {"size": "1e99"},
                "latencies": {"request": 1e300},
                "started_at": 1772359200000,
                "response": {"status": 7},
            }
        ),
        {"request_bytes": None, "duration_ms": None, "http_response_status_code": None, "outcome": "aborted"},
    ),
    "a consumer without custom id": (
        json.dumps({"consumer": {"id": "c-1", "username": "till"}, "started_at": 1772359200000}),
        {"account_id": "till", "integration_id": "till"},
    ),
    "a time out of range": (json.dumps({"started_at": 9e18}), {"reject_reason": "occurred_at_unreadable"}),
}

CLOUDTRAIL: dict[str, Case] = {
    f"error {error or 'none'}": (
        json.dumps(
            {"eventID": error, "eventType": "AwsApiCall", "eventTime": "2026-03-01T10:00:00Z", "errorCode": error}
        ),
        {"occurred_at": TEN, "outcome": outcome, "is_excluded": False, "http_response_status_code": None},
    )
    for error, outcome in {
        "": "success",
        "ThrottlingException": "rate_limited",
        "Client.RequestLimitExceeded": "rate_limited",
        "SlowDown": "rate_limited",
        "AccessDenied": "auth_failed",
        "Client.UnauthorizedOperation": "auth_failed",
        "ExpiredTokenException": "auth_failed",
        "Server.InternalError": "server_error",
        "InternalFailure": "server_error",
        "NoSuchBucketPolicy": "client_error",
        "Client.VpcLimitExceeded": "client_error",
    }.items()
}
CLOUDTRAIL |= {
    "a sign-in": (
        json.dumps({"eventID": "s", "eventType": "AwsConsoleSignIn", "eventTime": "2026-03-01T10:00:00Z"}),
        {"is_excluded": True, "reject_reason": None},
    ),
    "a shared event": (
        json.dumps(
            {"eventID": "e", "sharedEventID": "shared", "eventType": "AwsApiCall", "eventTime": "2026-03-01T10:00:00Z"}
        ),
        {"event_id": "shared", "deduplication_key": "shared"},
    ),
    "not json": ("{", {"is_excluded": False, "reject_reason": "record_not_json"}),
}

TEMPLATES = {
    "/v1/orders/8231": "/v1/orders/{id}",
    "/v1/orders/8231/lines/7": "/v1/orders/{id}/lines/{id}",
    "/1/2/3": "/{id}/{id}/{id}",
    "/users/3fa85f64-5717-4562-b3fc-2c963f66afa6/keys": "/users/{id}/keys",
    "/blobs/da39a3ee5e6b4b0d3255bfef95601890afd80709": "/blobs/{id}",
    "/charges/ch_3MmlLrLkdIwHu7ix0snN0B15": "/charges/{id}",
    "/events/01ARZ3NDEKTSV4RRFFQ69G5FAV": "/events/{id}",
    "/reports/2026-03-01": "/reports/{id}",
    "/users/someone@example.com": "/users/{id}",
    "/v1/oauth2/token": "/v1/oauth2/token",
    "/v1/user_notifications/getCustomerSubscriptions": "/v1/user_notifications/getCustomerSubscriptions",
    "/images/logo.png?width=20": "/images/logo.png",
    "https://api.example.com/v2/orders/1#top": "/v2/orders/{id}",
    "/cart;jsessionid=1A2B": "/cart",
    "/": "/",
    "": "/",
    "/v1/orders/{id}": "/v1/orders/{id}",
}


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], dict[str, Any]]:
    warehouse = Warehouse(
        tmp_path_factory.mktemp("formats"),
        vars={
            "api_call_sources": [
                {"name": "nginx", "format": "nginx", "source": "raw.nginx_log", "columns": {"api_version": "label"}},
                {"name": "kong", "format": "kong", "source": "raw.kong_log", "columns": {"api_version": "label"}},
                {
                    "name": "trail",
                    "format": "aws_cloudtrail",
                    "source": "raw.cloudtrail_log",
                    "columns": {"api_version": "label"},
                },
                {
                    "name": "paths",
                    "format": "columns",
                    "source": "raw.partner_calls",
                    "columns": {"api_version": "url_path"},
                },
            ]
        },
    )
    columns = {"label": "varchar", "record": "varchar", "loaded_at": "timestamp"}
    for table, cases in {"nginx_log": NGINX, "kong_log": KONG, "cloudtrail_log": CLOUDTRAIL}.items():
        warehouse.load(f"raw.{table}", columns, [(label, record, LOADED_AT) for label, (record, _) in cases.items()])
    warehouse.load(
        "raw.partner_calls",
        {"url_path": "varchar", "occurred_at": "timestamp", "loaded_at": "timestamp"},
        [(path, TEN, LOADED_AT) for path in TEMPLATES],
    )
    warehouse.dbt("build")
    found = {}
    for format_name in ("nginx", "kong", "aws_cloudtrail", "columns"):
        for row in warehouse.rows(f"select * from stg_{format_name}__api_calls"):
            found[format_name, row["api_version"]] = row
    return found


@pytest.mark.parametrize(
    ("format_name", "label", "expected"),
    [
        pytest.param(format_name, label, expected, id=f"{format_name}-{label}")
        for format_name, cases in {"nginx": NGINX, "kong": KONG, "aws_cloudtrail": CLOUDTRAIL}.items()
        for label, (_, expected) in cases.items()
    ],
)
def test_record(
    staged: dict[tuple[str, str], dict[str, Any]], format_name: str, label: str, expected: dict[str, Any]
) -> None:
    row = staged[format_name, label]
    assert {column: row[column] for column in expected} == expected


@pytest.mark.parametrize(("path", "template"), TEMPLATES.items())
def test_route_template(staged: dict[tuple[str, str], dict[str, Any]], path: str, template: str) -> None:
    row = next(row for (name, _), row in staged.items() if name == "columns" and (row["api_version"] or "") == path)
    assert row["http_route"] == template


def test_nothing_secret_leaves_staging(tmp_path: Path) -> None:
    warehouse = Warehouse(
        tmp_path, vars={"api_call_sources": [{"name": "kong", "format": "kong", "source": "raw.kong_log"}]}
    )
    record = {
        "request": {
            "id": "r",
            "uri": "/a?key=hidden1",
            "querystring": {"key": "hidden2"},
            "headers": {"authorization": "hidden3", "x-api-key": "hidden4", "user-agent": "sdk"},
        },
        "response": {"status": 200, "headers": {"set-cookie": "hidden5"}},
        "api_key": "hidden6",
    }
    warehouse.load(
        "raw.kong_log",
        {"record": "varchar", "loaded_at": "timestamp"},
        [(json.dumps(record), LOADED_AT), (json.dumps({**record, "started_at": 1772359200000}), LOADED_AT)],
    )
    warehouse.dbt("build")
    tables = [
        row["table_name"]
        for row in warehouse.rows("select table_name from information_schema.tables where table_schema = 'main'")
    ]
    assert "fct_rejected_api_calls" in tables
    assert warehouse.rows("select count(*) as rejected from fct_rejected_api_calls") == [{"rejected": 1}]
    for table in tables:
        assert "hidden" not in str(warehouse.rows(f"select * from {table}")), table
