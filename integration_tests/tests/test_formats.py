"""Each log format's examples, in each shape that loaders use, as the staging models read them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
import route_templates
from harness.histories.examples import load_examples
from harness.spec.examples import MEASURES, SHAPES, STAGING, Example, declaration, examples, log_formats, mismatches
from harness.spec.logs import route_template
from harness.spec.wrappers import AROUND_BATCHES, BATCH_KEYS, LOKI, WRAPPERS, as_json, subscription, wrappers_of
from harness.warehouses.duckdb import PACKAGE, Warehouse
from route_templates import KINDS

LOADED_AT = "2026-03-02 00:00:00"
TEN = datetime(2026, 3, 1, 10, 0)
# Records that DuckDB reads from a file into one column, a struct: flat, nested, with lists, rewritten.
IN_STRUCTS = {"aws_cloudtrail", "azure_front_door", "caddy", "jaeger", "kong", "nginx", "opentelemetry"}
STRUCTS = [log_format for log_format in log_formats() if log_format in IN_STRUCTS]
SOURCES = [(log_format, shape) for log_format in log_formats() for shape in SHAPES]
SOURCES += [(log_format, "struct") for log_format in STRUCTS]

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
    "/cars;colour=red/8231;page=2/doors": "/cars/{id}/doors",
    "//v1///orders//8231//": "/v1/orders/{id}",
    "/1.1/statuses/10.5": "/1.1/statuses/{id}",
    "/v1/orders/ORD-123/lines": "/v1/orders/{id}/lines",
    "/search/<b>": "/search/%3Cb>",
    "/graphql": "/graphql",
    "/v1/shops/8231/graphql/?query=hidden&operationName=GetOrders&x=1": "/v1/shops/{id}/graphql#GetOrders",
    "/graphql?operationName=7%20orders": "/graphql",
    "/v1/orders?operationName=GetOrders": "/v1/orders",
}
# At least this share of the ids of each kind is replaced; those that can't be told by their shape are measured lower.
REPLACED = dict.fromkeys(KINDS, 0.99) | {"nanoid without a digit": 0.97, "11 characters (video)": 0.78}
# Known routes of a source, and what becomes of its calls.
KNOWN_ROUTES = [
    (None, "/v1/customers/{name}"),
    ("get", "/v1/customers/search"),
    ("GET", "/v1/:kind/search"),
    ("*", "/v1/orders/{id}"),
    ("POST", "/v1/orders/{order}"),
    (None, "/v1/orders/{id}:cancel"),
    (None, "v1/{parent=shops/*}/it_ems/"),
    (None, "/"),
    ("GET", "/{page}"),
    (None, "/v1/50%/<it's>"),
]
ROUTED = {
    ("GET", "/v1/customers/ada"): "/v1/customers/{name}",
    ("GET", "https://api.example.com//v1/customers;a=b/ada/?page=2"): "/v1/customers/{name}",
    ("GET", "/v1/customers/search"): "/v1/customers/search",
    ("POST", "/v1/customers/search"): "/v1/customers/{name}",
    ("GET", "/v1/products/search"): "/v1/:kind/search",
    ("GET", "/v1/orders/8231"): "/v1/orders/{id}",
    ("post", "/v1/orders/8231"): "/v1/orders/{order}",
    ("PUT", "/v1/orders/8231:cancel"): "/v1/orders/{id}:cancel",
    ("GET", "/v1/orders/8231/lines/7"): "/v1/orders/{id}/lines/{id}",
    ("GET", "/v1/shops/berlin/it_ems"): "v1/{parent=shops/*}/it_ems/",
    ("GET", "/v1/shops/berlin/it-ems"): "/v1/shops/berlin/it-ems",
    ("GET", "/"): "/",
    ("GET", "/about"): "/{page}",
    ("POST", "/about"): "/about",
    ("GET", "/v1/50%/x"): "/v1/50%/<it's>",
    ("GET", "/v1/500/x"): "/v1/{id}/x",
    (None, "/v1/orders/8231"): "/v1/orders/{id}",
}
GENERATED = route_templates.samples(500)
WORDS = route_templates.words()
SEGMENTS = [segment for segments in [*GENERATED.values(), WORDS] for segment in segments]

# Several records in one text: an object a line, objects without anything between them, objects in several lines.
LANDINGS: dict[str, Callable[[list[Example]], str]] = {
    "lines": lambda joined: "\n".join(json.dumps(example.record) for example in joined) + "\n",
    "concatenated": lambda joined: "".join(json.dumps(example.record) for example in joined),
    "in-lines": lambda joined: "\n".join(json.dumps(example.record, indent=1) for example in joined),
}
OF_THE_RAW_ROW = {"source_name", "loaded_at", "raw_row_count", "raw_record", "source_policy"}


def joined(log_format: str) -> list[Example]:
    """The examples of a format that may be joined to one text: what they become does not depend on their load."""
    found = [example for example in examples(log_format) if example.has_shape("record")]
    return [example for example in found if isinstance(example.record, dict) and example.calls]


# Formats of lines alone have no records to join.
JOINED = [log_format for log_format in log_formats() if len(joined(log_format)) > 1]
SUBSCRIBED_AT = datetime(2026, 5, 20, 9)
BATCHES_AFTER = timedelta(days=100)
# Where a record is in its raw row, and a raw row with it in its column `Landed`.
ARRIVED_AT = "2026-03-02T00:00:00.250Z"
ARRIVED = {"loaded_at_column": "json_extract_string(Landed, '$.\"@timestamp\"')"}
PLACES: dict[str, tuple[dict[str, str], str, Callable[[str], Any]]] = {
    "a key": (
        {"record_column": "landed.Body.log-text", **ARRIVED},
        "varchar",
        lambda text: json.dumps({"@timestamp": ARRIVED_AT, "Body": {"log-text": text}}),
    ),
    "an object under a key": (
        {"record_column": "LANDED.body", **ARRIVED},
        "json",
        lambda text: json.dumps({"@timestamp": ARRIVED_AT, "body": json.loads(text)}),
    ),
    "a field of a struct": (
        {"record_column": "Landed.body", "loaded_at_column": "landed.arrived", "epoch_unit": "milliseconds"},
        'struct(body varchar, "arrived" bigint)',
        lambda text: {"body": text, "arrived": 1772409600250},
    ),
    "an expression": (
        {"record_column": "substr(Landed, 7)", "loaded_at_column": f"'{ARRIVED_AT}'"},
        "varchar",
        lambda text: "before" + text,
    ),
}
# What other programs write to the same place: nothing that any format reads, whatever keys all loggers have in common.
FOREIGN = {
    "a line": "worker process 7 has started",
    "JSON": {
        **{"level": "info", "ts": 1772359200.5, "time": "2026-03-01T10:00:00Z", "timestamp": "2026-03-01T10:00:00Z"},
        **{"msg": "worker 7 is ready", "host": "web-1", "version": 2, "region": "eu", "path": "/srv", "type": "app"},
        **{"category": "app", "id": "7", "source": "worker.py", "@timestamp": "2026-03-01T10:00:00Z", "kind": "Job"},
    },
    "JSON, a time of day": {"date": "2026-03-01", "time": "10:00:00", "severity": "INFO", "msg": "worker 7 is ready"},
    "JSON, a wrapper": {
        **{"version": "0", "id": "6a7e", "detail-type": "Job State Change", "source": "aws.batch", "account": "1"},
        **{"time": "2026-03-01T10:00:00Z", "region": "eu-west-1", "resources": [], "detail": {"jobName": "nightly"}},
    },
}
FOREIGN_AT = [datetime(2026, 5, 21, hour) for hour in range(len(FOREIGN))]
# A shipper's fields as columns of the raw table, one of which has the record.
LANDED_IN = {
    ("nginx", "log"): ["stream", "time", "kubernetes"],
    ("nginx", "message"): ["host", "timestamp"],
    ("aws_alb", "line"): ["labels"],
    ("kong", "log"): ["stream", "time", "kubernetes"],
    ("kong", "MESSAGE"): ["PRIORITY", "_HOSTNAME"],
    ("kong", "event"): ["time", "host", "source", "sourcetype"],
    ("kong", "_source"): ["_index", "_id"],
    ("aws_cloudtrail", "detail"): ["id", "detail-type", "source", "account", "time"],
    ("kubernetes_audit", "message"): ["id", "timestamp"],
    ("kubernetes_audit", "properties"): ["time", "category", "resourceId"],
    ("envoy", "@message"): ["@timestamp", "@logStream"],
    ("traefik", "LogMessage"): ["TimeGenerated", "PodName", "LogSource"],
    ("traefik", "LogEntry"): ["TimeGenerated", "LogEntrySource"],
    ("envoy", "_raw"): ["_time", "host", "sourcetype"],
    ("krakend", "textPayload"): ["insertId", "timestamp", "severity", "logName"],
    ("caddy", "jsonPayload"): ["insertId", "timestamp", "severity", "logName"],
}


def wrapped(log_format: str) -> list[Example]:
    """The examples of a format that are one record of it, and are counted or excluded."""
    found = [example for example in examples(log_format) if example.has_shape("record") and len(example.calls) == 1]
    return [
        example
        for example in found
        if not example.calls[0].get("reject_reason")
        and "\n" not in (example.text or "")
        and not re.search("batch|wrapped|^(a|the) head", example.name)
    ]


def lines(log_format: str) -> list[Example]:
    """The lines of a format that may stand one after another in one text."""
    found = [example for example in examples(log_format) if isinstance(example.record, str) and len(example.calls) == 1]
    return [example for example in found if not re.match("[{]|.*\n", example.record, re.S)]


def batches(log_format: str) -> list[Example]:
    """The examples of a format that are an object with several records."""
    found = [example for example in examples(log_format) if isinstance(example.record, dict) and example.calls]
    return [example for example in found if next(iter(example.record)) in BATCH_KEYS and example.has_shape("record")]


def landed() -> list[tuple[tuple[str, str], list[str]]]:
    return [(landing, beside) for landing, beside in LANDED_IN.items() if landing[0] in log_formats()]


# Formats that are written as lines, alone or besides JSON.
LINES = [
    log_format
    for log_format in log_formats()
    if re.search(r"\blines=", (STAGING / log_format / f"stg_{log_format}__api_calls.sql").read_text(encoding="utf-8"))
]
LINE_ENDS = ["\n", "\r\n"]
LINES_AT = [datetime(2026, 5, 22, hour) for hour in range(len(LINE_ENDS))]
SUBSCRIPTIONS_AT = datetime(2026, 5, 23)

JOINED_AT = [f"2026-03-02 0{number}:00:00" for number in range(1, 1 + len(LANDINGS))]

# line_pattern, what `columns` maps, a line, and its call.
CLF = '192.0.2.7 - ash [01/Mar/2026:11:00:00 +0100] "GET /v1/orders?x=1 HTTP/1.1"'
CALL = {"occurred_at": TEN, "http_request_method": "GET", "http_route": "/v1/orders", "http_response_status_code": 200}
NGINX_DIRECTIVE = """
log_format  upstream  escape=default
    '$remote_addr - $remote_user [$time_local] "$request" '
    '$status $body_bytes_sent rt=$request_time key=$http_x_key;$scheme://$host$request_uri';
"""
LINE_PATTERNS: dict[str, tuple[str, dict[str, str], str, dict[str, Any]]] = {
    "a directive of nginx": (
        NGINX_DIRECTIVE,
        {"credential_id": "$http_x_key"},
        CLF + " 200 12 rt=1.500 key=hidden;https://api.example/v1/orders",
        CALL
        | {
            "occurred_at": datetime(2026, 3, 1, 9, 59, 58, 500000),
            "account_id": "ash",
            "response_bytes": 12,
            "duration_ms": 1500,
            "credential_id": "662f707d5491e9bce8238a6c0be92190",
        },
    ),
    "nginx, separated by bars": (
        "$time_iso8601|${msec}|$request_method|$uri|$status|$http_user_agent|$host:$server_port|$bytes_sent",
        {"account_id": "$host"},
        "2026-03-01T10:00:00+00:00|1772359200.250|GET|/v1/orders|200|sdk/1 (x86)|[2001:db8::7]:443|9",
        CALL
        | {"occurred_at": TEN.replace(microsecond=250000)}
        | {"user_agent_original": "sdk/1 (x86)", "account_id": "[2001:db8::7]", "response_bytes": 9},
    ),
    "a directive of Apache": (
        r'LogFormat "%v:%p %h %l %u %t \"%r\" %>s %O \"%{Referer}i\" \"%{User-Agent}i\" %D" vhost_combined',
        {"region": "%v"},
        "api.example:443 " + CLF + r' 200 12 "-" "a \"b\"" 1500',
        CALL | {"account_id": "ash", "user_agent_original": r"a \"b\"", "duration_ms": 1.5, "region": "api.example"},
    ),
    "Apache, parts of a request": (
        "%{msec}t %m %U%q %s %{ms}T %b",
        {},
        "1772359200000 GET /v1/orders?x=1 200 20 -",
        CALL | {"duration_ms": 20, "response_bytes": None},
    ),
    "Envoy": (
        '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% '
        '%RESPONSE_FLAGS% %DURATION% "%REQ(user-agent):40%" "%REQ(X-ACCOUNT)%"\\n',
        {"account_id": "%REQ(x-account)%"},
        '[2026-03-01T10:00:00.000Z] "GET /v1/orders?x=1 HTTP/2" 200 - 7 "sdk/1" "acme"',
        CALL | {"duration_ms": 7, "user_agent_original": "sdk/1", "account_id": "acme"},
    ),
    "the head of an IIS log": (
        "#Fields: date time s-sitename cs-method cs-uri-stem cs-uri-query cs-username cs(User-Agent) sc-status "
        "time-taken",
        {},
        "2026-03-01 10:00:00 W3SVC1 GET /v1/orders x=1 ash sdk/1 200 15",
        CALL | {"account_id": "ash", "user_agent_original": "sdk/1", "duration_ms": 15},
    ),
    "nginx, gRPC": (
        '[$time_local] "$request" $status $sent_http_grpc_status "$upstream_trailer_grpc_status"',
        {},
        '[01/Mar/2026:10:00:00 +0000] "POST /shop.Orders/Get HTTP/2.0" 200 - "8"',
        CALL | {"http_request_method": "POST", "http_route": "/shop.Orders/Get", "outcome": "rate_limited"},
    ),
    "a list of addresses, and GraphQL": (
        '$http_x_forwarded_for - $remote_user [$time_local] "$request" $status "$http_x_apollo_operation_name"',
        {},
        '10.0.0.1, 127.0.0.1 - - [01/Mar/2026:10:00:00 +0000] "POST /graphql HTTP/1.1" 200 "GetOrders"',
        CALL | {"http_request_method": "POST", "http_route": "/graphql#GetOrders", "account_id": None},
    ),
    "Apache, a list of addresses, and GraphQL": (
        '%{X-Forwarded-For}i %l %u %t "%r" %>s %b "%{X-Apollo-Operation-Name}i"',
        {},
        '10.0.0.1, 127.0.0.1 - ash [01/Mar/2026:10:00:00 +0000] "POST /graphql HTTP/1.1" 200 12 "-"',
        CALL | {"http_request_method": "POST", "http_route": "/graphql", "account_id": "ash", "response_bytes": 12},
    ),
    "Envoy, GraphQL": (
        "[%START_TIME%] %REQ(:METHOD)% %REQ(:PATH)% %RESPONSE_CODE% %REQ(X-APOLLO-OPERATION-NAME)%",
        {},
        "[2026-03-01T10:00:00.000Z] POST /graphql 200 GetOrders",
        CALL | {"http_request_method": "POST", "http_route": "/graphql#GetOrders"},
    ),
    "Envoy, gRPC": (
        "[%START_TIME%] %REQ(:METHOD)% %REQ(:PATH)% %RESPONSE_CODE% %RESP(grpc-status)% %GRPC_STATUS%",
        {},
        "[2026-03-01T10:00:00.000Z] POST /shop.Orders/Get 200 16 -",
        CALL | {"http_request_method": "POST", "http_route": "/shop.Orders/Get", "outcome": "auth_failed"},
    ),
    "named groups": (
        r"(?<occurred_at>\S+ \S+) (?P<http_request_method>\w+) (?P<url_path>[^ ?']+)([?]\S*)? (?P<status>\d{3}) "
        r"took (?P<duration_us>\d+)us",
        {},
        "2026-03-01 10:00:00 GET /v1/orders?x=1 200 took 1500us",
        CALL | {"duration_ms": 1.5},
    ),
}


def loaded_wrapped(warehouse: Warehouse) -> list[dict[str, Any]]:
    """Loads the examples in each wrapper, and in columns as shippers land them; returns the sources."""
    sources = []
    for number, log_format in enumerate(log_formats(), 200):
        table, rows = f"raw.log_{number}", []
        for days, wrapper in enumerate(wrappers_of(log_format)):
            for example in wrapped(log_format):
                rows.append((WRAPPERS[wrapper](example.record), example.loaded_at + timedelta(days=days)))
        for days, wrapper in enumerate(AROUND_BATCHES):
            for example in batches(log_format):
                rows.append(
                    (WRAPPERS[wrapper](example.record), example.loaded_at + BATCHES_AFTER + timedelta(days=days))
                )
        records = [example.record for example in wrapped(log_format)]
        rows.append((subscription(records), SUBSCRIBED_AT))
        rows += [(body(records), SUBSCRIBED_AT + timedelta(days=days)) for days, body in enumerate(LOKI.values(), 1)]
        # As Firehose writes them to one object in S3.
        rows.append((subscription(records[:1]) + subscription(records[1:]), SUBSCRIPTIONS_AT))
        rows += list(zip(map(as_json, FOREIGN.values()), FOREIGN_AT, strict=True))
        if log_format in LINES:
            texts = ["".join(line.record + line_end for line in lines(log_format)) for line_end in LINE_ENDS]
            rows += list(zip(texts, LINES_AT, strict=True))
        warehouse.load(table, {"record": "varchar", "loaded_at": "timestamp"}, rows)
        sources.append(declaration(f"{log_format}.wrapped", log_format, table))
    for number, (settings, data_type, raw_row) in enumerate(PLACES.values(), 244):
        warehouse.load(
            f"raw.log_{number}", {"Landed": data_type}, [(raw_row(example.text or ""),) for example in wrapped("kong")]
        )
        sources.append(declaration(f"kong.{number}", "kong", f"raw.log_{number}") | settings)
    for number, ((log_format, column), beside) in enumerate(landed(), 250):
        values = ["2026-03-01T11:22:33Z"] * len(beside)
        columns = dict.fromkeys([f'"{name}"' for name in [column, *beside]], "varchar") | {"loaded_at": "timestamp"}
        texts = [example.text or "" for example in wrapped(log_format)]
        if column == "properties":  # Azure's object, in which the record is
            texts = [json.dumps({"log": text, "stream": "stdout"}) for text in texts]
        times = [example.loaded_at for example in wrapped(log_format)]
        calls = [(text, *values, time) for text, time in zip(texts, times, strict=True)]
        warehouse.load(f"raw.log_{number}", columns, calls)
        sources.append(declaration(f"{log_format}.{column.lstrip('@')}", log_format, f"raw.log_{number}"))
    return sources


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """Every format in every shape, each a source, in one build."""
    sources: list[dict[str, Any]] = [
        {
            "name": "paths",
            "format": "columns",
            "source": "raw.partner_calls",
            "columns": {"api_version": "url_path"},
        }
    ]
    warehouse = Warehouse(
        tmp_path_factory.mktemp("formats"), vars={"api_call_sources": sources, "call_measures": MEASURES}
    )
    for number, (log_format, shape) in enumerate(SOURCES):
        loaded = [example for example in examples(log_format) if example.has_shape(shape)]
        if loaded:
            table = f"raw.log_{number:03}"
            load_examples(warehouse, table, shape, loaded)
            sources.append(declaration(f"{log_format}.{shape}", log_format, table))
    for number, log_format in enumerate(JOINED, len(SOURCES)):
        table, texts = f"raw.log_{number:03}", [as_text(joined(log_format)) for as_text in LANDINGS.values()]
        warehouse.load(table, {"record": "varchar", "loaded_at": "timestamp"}, list(zip(texts, JOINED_AT, strict=True)))
        sources.append(declaration(f"{log_format}.joined", log_format, table))
    sources += loaded_wrapped(warehouse)
    warehouse.load(
        "raw.partner_calls",
        {"url_path": "varchar", "occurred_at": "timestamp", "loaded_at": "timestamp"},
        [(path, TEN, LOADED_AT) for path in {*TEMPLATES, *map(route_templates.path_of, SEGMENTS)}],
    )
    for number, (name, (pattern, columns, line, _)) in enumerate(LINE_PATTERNS.items()):
        table = f"raw.log_{len(SOURCES) + len(JOINED) + number:03}"
        settings = {"line_pattern": pattern, "columns": columns}
        sources.append({"name": f"lines-{number}", "format": "lines", "source": table, **settings})
        rows = [(line, LOADED_AT), ("no such line " + name, LOADED_AT)]
        warehouse.load(table, {"record": "varchar", "loaded_at": "timestamp"}, rows)
    sources.append(
        {
            "name": "known",
            "format": "columns",
            "source": "raw.billing_events",
            "columns": {"api_version": "url_path"},
            "route_templates_relation": {"source": "raw.route_templates"},
        }
    )
    warehouse.load(
        "raw.billing_events",
        {"http_request_method": "varchar", "url_path": "varchar", "occurred_at": "timestamp", "loaded_at": "timestamp"},
        [(method, path, TEN, LOADED_AT) for method, path in ROUTED],
    )
    warehouse.load("raw.route_templates", {"method": "varchar", "template": "varchar"}, KNOWN_ROUTES)
    warehouse.dbt("build")
    return warehouse


@pytest.fixture(scope="module")
def staged(built: Warehouse) -> dict[tuple[str, datetime], list[dict[str, Any]]]:
    """The rows of staging, by source and load time."""
    found: dict[tuple[str, datetime], list[dict[str, Any]]] = {}
    for log_format in log_formats():
        for row in built.rows(f"select * from stg_{log_format}__api_calls"):
            found.setdefault((row["source_name"], row["loaded_at"]), []).append(row)
    return found


@pytest.mark.parametrize(
    ("example", "shape"),
    [
        pytest.param(example, shape, id=f"{log_format}-{shape}-{example.name}")
        for log_format, shape in SOURCES
        for example in examples(log_format)
        if example.has_shape(shape)
    ],
)
def test_example(staged: dict[tuple[str, datetime], list[dict[str, Any]]], example: Example, shape: str) -> None:
    rows = staged[f"{example.log_format}.{shape}", example.loaded_at]
    assert list(mismatches(example, rows)) == []


@pytest.mark.parametrize(("log_format", "landing"), list(product(JOINED, LANDINGS)))
def test_several_records_in_one_text_are_several_calls(
    staged: dict[tuple[str, datetime], list[dict[str, Any]]], log_format: str, landing: str
) -> None:
    bare = [row for example in joined(log_format) for row in staged[f"{log_format}.record", example.loaded_at]]
    loaded_at = datetime.fromisoformat(JOINED_AT[list(LANDINGS).index(landing)])
    together = staged[f"{log_format}.joined", loaded_at]
    assert len(bare) > 1
    assert sorted(map(counted_as, together)) == sorted(map(counted_as, bare))
    assert sum(row["raw_row_count"] for row in together) == 1


@pytest.mark.parametrize("log_format", log_formats())
def test_a_wrapped_record_is_read_as_the_bare_one(
    staged: dict[tuple[str, datetime], list[dict[str, Any]]], log_format: str
) -> None:
    differing = []
    for number, wrapper in enumerate(wrappers_of(log_format)):
        for example in wrapped(log_format):
            bare = staged[f"{log_format}.record", example.loaded_at]
            found = staged[f"{log_format}.wrapped", example.loaded_at + timedelta(days=number)]
            if [*map(counted_as, found)] != [*map(counted_as, bare)]:
                differing.append((wrapper, example.name, found[0]["reject_reason"]))
    assert differing == []


@pytest.mark.parametrize("log_format", [log_format for log_format in log_formats() if batches(log_format)])
def test_a_wrapped_batch_is_read_as_the_bare_one(
    staged: dict[tuple[str, datetime], list[dict[str, Any]]], log_format: str
) -> None:
    for days, wrapper in enumerate(AROUND_BATCHES):
        for example in batches(log_format):
            bare = staged[f"{log_format}.record", example.loaded_at]
            found = staged[f"{log_format}.wrapped", example.loaded_at + BATCHES_AFTER + timedelta(days=days)]
            assert sorted(map(counted_as, found)) == sorted(map(counted_as, bare)), (wrapper, example.name)
            assert sum(row["raw_row_count"] for row in found) == 1


@pytest.mark.parametrize("log_format", log_formats())
def test_records_of_a_subscription_and_of_loki_are_calls_of_one_raw_row(
    staged: dict[tuple[str, datetime], list[dict[str, Any]]], log_format: str
) -> None:
    bare = [row for example in wrapped(log_format) for row in staged[f"{log_format}.record", example.loaded_at]]
    for days, name in enumerate(["subscription", *LOKI]):
        found = staged[f"{log_format}.wrapped", SUBSCRIBED_AT + timedelta(days=days)]
        assert sorted(map(counted_as, found)) == sorted(map(counted_as, bare)), name
        assert sum(row["raw_row_count"] for row in found) == 1, name


@pytest.mark.parametrize("log_format", log_formats())
def test_several_subscriptions_in_one_text_are_read(
    staged: dict[tuple[str, datetime], list[dict[str, Any]]], log_format: str
) -> None:
    bare = [row for example in wrapped(log_format) for row in staged[f"{log_format}.record", example.loaded_at]]
    found = staged[f"{log_format}.wrapped", SUBSCRIPTIONS_AT]
    assert sorted(map(counted_as, found)) == sorted(map(counted_as, bare))
    assert sum(row["raw_row_count"] for row in found) == 1


@pytest.mark.parametrize(("log_format", "line_end"), list(product(LINES, LINE_ENDS)))
def test_several_lines_in_one_text_are_several_calls(
    staged: dict[tuple[str, datetime], list[dict[str, Any]]], log_format: str, line_end: str
) -> None:
    bare = [row for example in lines(log_format) for row in staged[f"{log_format}.record", example.loaded_at]]
    found = staged[f"{log_format}.wrapped", LINES_AT[LINE_ENDS.index(line_end)]]
    assert len(bare) > 1
    assert sorted(map(counted_as, found)) == sorted(map(counted_as, bare))
    assert sum(row["raw_row_count"] for row in found) == 1


@pytest.mark.parametrize(("log_format", "foreign"), list(product(log_formats(), FOREIGN)))
def test_what_a_format_does_not_know_is_rejected(
    staged: dict[tuple[str, datetime], list[dict[str, Any]]], log_format: str, foreign: str
) -> None:
    found = staged[f"{log_format}.wrapped", FOREIGN_AT[list(FOREIGN).index(foreign)]]
    reasons = {"record_not_json", "record_unreadable"}
    if foreign != "a line":
        reasons = {"record_not_of_this_format", "record_unreadable", "occurred_at_missing"}
    assert [(row["is_excluded"], row["raw_row_count"]) for row in found] == [(False, 1)]
    assert found[0]["reject_reason"] in reasons


@pytest.mark.parametrize(("landing", "beside"), LANDED_IN.items())
def test_a_record_in_a_column_of_a_shipper_is_read_as_the_bare_one(
    staged: dict[tuple[str, datetime], list[dict[str, Any]]], landing: tuple[str, str], beside: list[str]
) -> None:
    log_format, column = landing
    for example in wrapped(log_format) if log_format in log_formats() else []:
        bare = staged[f"{log_format}.record", example.loaded_at]
        found = staged[f"{log_format}.{column.lstrip('@')}", example.loaded_at]
        assert [*map(counted_as, found)] == [*map(counted_as, bare)], (example.name, beside)


@pytest.mark.parametrize("place", PLACES if "kong" in log_formats() else [])
def test_a_record_and_its_time_of_arrival_may_be_inside_a_column(
    built: Warehouse, staged: dict[tuple[str, datetime], list[dict[str, Any]]], place: str
) -> None:
    bare = [row for example in wrapped("kong") for row in staged["kong.record", example.loaded_at]]
    number = 244 + list(PLACES).index(place)
    found = built.rows(f"select * from stg_kong__api_calls where source_name = 'kong.{number}'")
    assert sorted(map(counted_as, found)) == sorted(map(counted_as, bare))
    assert {row["loaded_at"] for row in found} == {datetime(2026, 3, 2, 0, 0, 0, 250000)}


def test_the_documentation_names_each_wrapper() -> None:
    page = (PACKAGE / "docs" / "wrapped-logs.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| ([^|`(]+?),? (?:with )?(?:`.*|[(].*)?[|]", page, re.M)
    assert len(named) > 20
    assert [
        name for name in [*WRAPPERS, *LOKI] if not any(name.startswith(known.split(",")[0]) for known in named)
    ] == []


def counted_as(row: dict[str, Any]) -> str:
    """What became of a record, whatever raw row it came with, and whenever that was loaded."""
    values = {column: value for column, value in row.items() if column not in OF_THE_RAW_ROW}
    return str({**values, "occurred_at": row["occurred_at"] != row["loaded_at"] and row["occurred_at"]})


def test_every_example_is_in_the_ledger(built: Warehouse, record_property: Any) -> None:
    received = {
        row["source_name"]: row["rows_received"]
        for row in built.rows(
            """
            select
                source_name,
                sum(rows_received) as rows_received
            from fct_api_call_ledger
            where
                rows_received = rows_counted + rows_duplicate + rows_rejected + rows_excluded + rows_too_late
                + rows_cancelled
            group by source_name
            """
        )
    }
    for log_format, shape in SOURCES:
        calls = sum(len(example.calls) for example in examples(log_format) if example.has_shape(shape))
        assert received.get(f"{log_format}.{shape}", 0) == calls, (log_format, shape)
    record_property("formats", len(log_formats()))
    record_property("example rows accounted for", sum(received.values()))


def test_a_format_is_a_folder_and_is_named_where_formats_are() -> None:
    # stored_columns keeps rows of the format `columns`, and is no format.
    folders = sorted(path.name for path in STAGING.iterdir() if path.name != "stored_columns")
    named = re.findall(r"'(\w+)'", (PACKAGE / "macros/settings/api_call_formats.sql").read_text(encoding="utf-8"))
    assert named == folders
    page = PACKAGE / "docs" / "formats.md"
    in_table = re.findall(r"^\| \[`(\w+)`\]\((\S+)\)", page.read_text(encoding="utf-8"), re.M)
    assert [log_format for log_format, _ in in_table] == folders
    assert all((page.parent / path).is_file() for _, path in in_table)


@pytest.mark.parametrize("log_format", sorted({log_format for log_format, _ in SOURCES}))
def test_a_staging_model_is_a_mapping_and_nothing_else(log_format: str) -> None:
    model = (STAGING / log_format / f"stg_{log_format}__api_calls.sql").read_text(encoding="utf-8")
    assert not re.findall(r"(?m)^\s*(?:select|with|from|join|union|where|.*\bcast\(null)\b.*$", model)
    assert not re.findall(r"\b(?:config|ref|source|raw_row_count|json_fields|canonical_api_calls)\(", model)
    assert model.count("{% call ") == model.count("{% endcall %}") == 1


@pytest.mark.parametrize("name", LINE_PATTERNS)
def test_line_pattern(built: Warehouse, name: str) -> None:
    number = list(LINE_PATTERNS).index(name)
    rows = built.rows(f"select * from stg_lines__api_calls where source_name = 'lines-{number}'")
    read = [row for row in rows if row["reject_reason"] is None]
    assert [row["reject_reason"] for row in rows if row not in read] == ["record_unreadable"]
    expected = LINE_PATTERNS[name][3]
    assert [{column: row[column] for column in expected} for row in read] == [expected]


@pytest.mark.parametrize(("path", "template"), TEMPLATES.items())
def test_route_template(built: Warehouse, path: str, template: str) -> None:
    rows = built.rows("select http_route, api_version from stg_columns__api_calls where source_name = 'paths'")
    assert [row["http_route"] for row in rows if (row["api_version"] or "") == path] == [template]


def test_ids_are_replaced_and_words_are_not(built: Warehouse, record_property: Any) -> None:
    rows = built.rows("select http_route, api_version from stg_columns__api_calls where source_name = 'paths'")
    routes = {row["api_version"] or "": row["http_route"] for row in rows}
    for kind, segments in GENERATED.items():
        found = len(route_templates.replaced(segments, routes)) / len(segments)
        assert found >= REPLACED[kind], (kind, found)
    record_property("ids of all kinds looked for in routes", sum(map(len, GENERATED.values())))
    record_property("words looked at in routes", len(WORDS))
    wrong = route_templates.replaced(WORDS, routes)
    assert len(wrong) <= 0.01 * len(WORDS), wrong
    assert {path: route for path, route in routes.items() if route != route_template(path)} == {}


@pytest.mark.parametrize(("call", "route"), ROUTED.items())
def test_a_known_route_comes_before_the_shape_of_a_path(
    built: Warehouse, call: tuple[str | None, str], route: str
) -> None:
    method, path = call
    rows = built.rows("select * from stg_columns__api_calls where source_name = 'known'")
    method = method and method.upper()
    found = [row for row in rows if row["api_version"] == path and row["http_request_method"] == method]
    assert [row["http_route"] for row in found] == [route]
