"""What shippers wrap around a log record, each as they land it: the text of a record, in a text or a row's columns."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

# Fields beside the record are those that the shipper writes by default.
KUBERNETES = {"pod_name": "web-1", "namespace_name": "shop", "container_name": "web"}
TIME = "2026-03-01T11:22:33.456789Z"


def compact(record: Any) -> str:
    """JSON without blanks, as most shippers write it."""
    return json.dumps(record, separators=(",", ":"))


def as_json(record: Any) -> str:
    return record if isinstance(record, str) else compact(record)


def in_object(key: str, **beside: Any) -> Callable[[Any], str]:
    """The record as a text under a key."""
    return lambda record: compact({**beside, key: as_json(record)})


def as_object(key: str, **beside: Any) -> Callable[[Any], str]:
    """The record as an object under a key; a line stays a text."""
    return lambda record: compact({**beside, key: record})


def after(prefix: str) -> Callable[[Any], str]:
    """The record after something else in one line."""
    return lambda record: prefix + as_json(record)


def with_line_end(record: Any) -> str:
    return as_json(record) + "\n"


docker = in_object("log", stream="stdout", time=TIME)
cri = after("2026-03-01T11:22:33.456789012Z stdout F ")

# What a user calls it -> how the record lies in the text of the raw row.
WRAPPERS: dict[str, Callable[[Any], str]] = {
    "Docker json-file": lambda record: docker(with_line_end(record)),
    "Fluent Bit": in_object("log", date=1772364153.456, stream="stdout", _p="F", kubernetes=KUBERNETES),
    "Fluent Bit, tail": in_object("log", date=1772364153.456),
    "Fluent Bit, CRI line": lambda record: in_object("log", date=1772364153.456)(cri(record)),
    "Filebeat": in_object(
        "message",
        **{"@timestamp": TIME, "@metadata": {"beat": "filebeat"}, "log": {"offset": 7, "file": {"path": "/var/log/a"}}},
        stream="stdout",
        agent={"type": "filebeat"},
        ecs={"version": "8.0.0"},
        host={"name": "web-1"},
    ),
    "Vector": in_object("message", file="/var/log/a", host="web-1", source_type="file", timestamp=TIME),
    "journald": in_object("MESSAGE", PRIORITY="6", _HOSTNAME="web-1", __REALTIME_TIMESTAMP="1772364153456789"),
    "CRI": cri,
    "kubectl logs --timestamps": after("2026-03-01T11:22:33.456789012Z "),
    "kubectl logs --prefix": after("[pod/web-1/web] "),
    "syslog, RFC 3164": after("<190>Mar  1 11:22:33 web-1 nginx[7]: "),
    "syslog, RFC 3164 in a file": after("Mar  1 11:22:33 web-1 nginx: "),
    "syslog, RFC 5424": after("<190>1 2026-03-01T11:22:33.456Z web-1 nginx 7 - - "),
    "syslog, RFC 5424 with data": after(
        '<190>1 2026-03-01T11:22:33Z web-1 nginx 7 ID47 [origin ip="192.0.2.1"][meta seq="1"] \ufeff'
    ),
    "syslog, RFC 3164 with a cookie": after("<190>Mar  1 11:22:33 web-1 nginx: @cee: "),
    "rsyslog in a file": after("2026-03-01T11:22:33.456789+00:00 web-1 nginx[7]: "),
    "CloudWatch, export to S3": after("2026-03-01T11:22:33.456Z "),
    "CloudWatch Insights": in_object("@message", **{"@timestamp": "2026-03-01 11:22:33.456", "@logStream": "web"}),
    "CloudWatch event of a container": lambda record: compact(
        {"id": "3958", "timestamp": 1772364153456, "message": in_object("log", stream="stdout", time=TIME)(record)}
    ),
    "EventBridge": as_object(
        "detail",
        **{"version": "0", "id": "6a7e", "detail-type": "AWS API Call via CloudTrail", "source": "aws.s3"},
        account="111122223333",
        time="2026-03-01T11:22:33Z",
        region="eu-west-1",
        resources=[],
    ),
    "Elasticsearch hit": as_object("_source", _index="logs-2026.03.01", _id="x1", _score=1.0),
    "Elasticsearch hit of Filebeat": lambda record: compact(
        {"_index": "logs-2026.03.01", "_id": "x1", "_source": {"@timestamp": TIME, "message": as_json(record)}}
    ),
    "Splunk HEC": as_object("event", time=1772364153.456, host="web-1", source="/var/log/a", sourcetype="_json"),
    "Splunk HEC, text": in_object("event", time=1772364153.456, host="web-1", source="/var/log/a", index="main"),
    "Splunk HEC of Docker": lambda record: compact(
        {"time": "1772364153.456", "host": "web-1", "event": {"line": record, "source": "stdout", "tag": "web"}}
    ),
    "Splunk HEC, a search's result": in_object("_raw", _time="2026-03-01T11:22:33Z", host="web-1", source="a"),
    "Google Cloud, jsonPayload": as_object(
        "jsonPayload", insertId="a1", timestamp=TIME, severity="INFO", logName="projects/p/logs/stdout", labels={}
    ),
    "Google Cloud, textPayload": in_object(
        "textPayload", insertId="a1", timestamp=TIME, severity="INFO", logName="projects/p/logs/stdout", labels={}
    ),
    "Loki line": in_object("line", labels={"app": "web"}, timestamp="1772364153456789012"),
    "Loki row": in_object("line", ts="2026-03-01T11:22:33.456789012Z", labels={"app": "web"}),
    "Azure diagnostics of a container": lambda record: compact(
        {"time": TIME, "category": "kube-audit", "properties": {"log": as_json(record), "stream": "stdout"}}
    ),
    "Azure ContainerLogV2": in_object("LogMessage", PodName="web-1", LogSource="stdout"),
    "Azure ContainerLog": in_object("LogEntry", LogEntrySource="stdout", TimeGenerated=TIME),
    "byte order mark": after("\ufeff"),
    "line end": with_line_end,
}
# Wrappers that are the own shape of a format: its records are not in them, but are them.
OWN_SHAPES = {
    "Azure ContainerLog": {"azure_api_management", "azure_application_gateway"},
    "Google Cloud, jsonPayload": {"gcp_audit", "gcp_logging"},
    "Google Cloud, textPayload": {"gcp_audit", "gcp_logging"},
    "Azure diagnostics of a container": {
        "azure_api_management",
        "azure_application_gateway",
        "azure_front_door",
        "segment",
        "wso2",
    },
    "Splunk HEC": {"segment"},
    "Splunk HEC, text": {"segment"},
    "Splunk HEC of Docker": {"segment"},
}
# Lines that begin with a time of their own: what precedes such a line can't be told from it.
LINES_WITH_TIME = {"aws_cloudfront", "aws_elb", "heroku"}
BEFORE_LINES = ("CRI", "Fluent Bit, CRI", "kubectl", "syslog", "rsyslog", "CloudWatch, export", "byte order")


def wrappers_of(log_format: str) -> list[str]:
    """The wrappers that a format's records may be in."""
    return [
        name
        for name in WRAPPERS
        if log_format not in OWN_SHAPES.get(name, ())
        and not (log_format in LINES_WITH_TIME and name.startswith(BEFORE_LINES))
    ]


# Where a batch may lie, an object whose first key leads to the records.
BATCH_KEYS = {"Records", "records", "data", "items", "resourceSpans", "resourceLogs", "resource_logs", "batch"}
AROUND_BATCHES = [
    "Docker json-file",
    "Fluent Bit, CRI line",
    "CRI",
    "EventBridge",
    "CloudWatch event of a container",
    "Elasticsearch hit",
    "Elasticsearch hit of Filebeat",
    "syslog, RFC 5424",
]


def loki_entries(records: list[Any], **metadata: str) -> list[Any]:
    return [
        [str(1772364153456789012 + number), as_json(record), *([metadata] if metadata else [])]
        for number, record in enumerate(records)
    ]


# What Loki gets and gives: each text has several records, in two streams where there may be more than one.
LOKI: dict[str, Callable[[list[Any]], str]] = {
    "Loki push": lambda records: compact(
        {
            "streams": [
                {"stream": {"app": "web"}, "values": loki_entries(records[:1])},
                {"stream": {"app": '] ["1", {'}, "values": loki_entries(records[1:], trace_id="a}]")},
                {"stream": {"app": "idle"}, "values": []},
            ]
        }
    ),
    "Loki answer": lambda records: json.dumps(
        {
            "status": "success",
            "data": {
                "resultType": "streams",
                "result": [{"stream": {"app": "web"}, "values": loki_entries(records)}],
                "stats": {"summary": {"bytesProcessedPerSecond": 0}},
            },
        },
        indent=1,
    ),
    "Loki stream": lambda records: json.dumps({"stream": {"app": "web"}, "values": loki_entries(records)}),
}


def subscription(records: list[Any]) -> str:
    """What a subscription of CloudWatch Logs delivers, with several records."""
    beside = {"messageType": "DATA_MESSAGE", "owner": "111122223333", "logGroup": "web", "logStream": "web/1"}
    events = [
        {"id": f"3958{number}", "timestamp": 1772364153456 + number, "message": as_json(record)}
        for number, record in enumerate(records)
    ]
    return compact({**beside, "subscriptionFilters": ["all"], "logEvents": events})
