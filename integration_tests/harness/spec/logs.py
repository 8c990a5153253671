"""Log records read as calls, for comparison with the staging models."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

from harness.spec.volume import Call

UTC = timezone.utc
ONE_THING = [
    re.compile(r"\d[\d.,:_-]*"),
    re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"),
    re.compile(r"[0-9a-fA-F]{8,}"),
    re.compile(r"([a-z]+_)?[A-Za-z]*\d+[A-Za-z]+\d[A-Za-z0-9]{6,}"),
    re.compile(r"[^@]+(@|%40).+"),
]


def naive_utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def route_template(path: str | None) -> str | None:
    """A path without its query string, with {id} in place of segments that identify a thing."""
    if path is None:
        return None
    path = re.split(r"[?#;]", re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "", path), maxsplit=1)[0]
    segments = [
        "{id}" if any(pattern.fullmatch(segment) for pattern in ONE_THING) else segment
        for segment in path.split("/")
        if segment
    ]
    return "/" + "/".join(segments)


def identifier(*texts: Any) -> str | None:
    """The first that is an id: not empty, not only zeros and hyphens, and no word for "none"."""
    for text in texts:
        if text and text.strip().strip("0-") and text.strip().lower() not in ("null", "undefined", "none", "nil"):
            return str(text)
    return None


def number(text: Any) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


def not_negative(text: Any) -> float | None:
    value = number(text)
    return value if value is not None and 0 <= value < 10**12 else None


def size(text: Any) -> int | None:
    value = not_negative(text)
    return None if value is None else int(value)


def status_code(text: Any) -> int | None:
    value = number(text)
    return int(value) if value is not None and 100 <= value <= 999 else None


def kong_calls(source_name: str, text: str, loaded_at: datetime | None, *, is_wanted: bool = True) -> Iterator[Call]:
    """The calls of a Kong record as it was loaded: one, or those of a batched delivery."""
    try:
        record = json.loads(text)
    except ValueError:
        record = None
    for one in record if isinstance(record, list) and record else [record]:
        if one is None:
            yield Call(
                source_name,
                None,
                loaded_at,
                is_excluded=not is_wanted,
                reject_reason=None if not is_wanted else "record_not_json",
            )
            continue
        consumer = one.get("consumer") or {}
        request = one.get("request") or {}
        response = one.get("response") or {}
        started_at = number(one.get("started_at"))
        reason = None
        if started_at is None and one.get("started_at") is not None:
            reason = "occurred_at_unreadable"
        status = status_code(response.get("status"))
        yield Call(
            source_name=source_name,
            occurred_at=None if started_at is None else datetime(1970, 1, 1) + timedelta(milliseconds=started_at),
            loaded_at=loaded_at,
            event_id=identifier(request.get("id")),
            account_id=identifier(consumer.get("custom_id"), consumer.get("username"), consumer.get("id")),
            integration_id=identifier(consumer.get("username"), consumer.get("id")),
            credential_id=identifier((one.get("authenticated_entity") or {}).get("id")),
            http_request_method=request.get("method"),
            http_route=route_template(request.get("uri")),
            http_response_status_code=status,
            outcome="aborted" if status == 499 else None,
            duration_ms=not_negative((one.get("latencies") or {}).get("request")),
            request_bytes=size(request.get("size")),
            response_bytes=size(response.get("size")),
            user_agent_original=(request.get("headers") or {}).get("user-agent"),
            deduplication_key=identifier(request.get("id")),
            is_excluded=not is_wanted,
            reject_reason=reason if is_wanted else None,
        )


THROTTLED = {
    "RequestLimitExceeded",
    "Client.RequestLimitExceeded",
    "TooManyRequestsException",
    "SlowDown",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "BandwidthLimitExceeded",
}


NOT_AUTHENTICATED = {
    "InvalidAccessKeyId",
    "InvalidClientTokenId",
    "InvalidSignatureException",
    "MissingAuthenticationToken",
    "MissingAuthenticationTokenException",
    "NotAuthorizedException",
    "OptInRequired",
    "RequestTimeTooSkewed",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
}
SERVERS_FAULT = re.compile(
    "(Internal(Exception|Failure|Error|ErrorException|ServerError|ServiceError)|Ser(ver|vice)Exception)$"
    "|^ServiceUnavailable(Exception)?$|^Unavailable$"
)


def cloudtrail_call(source_name: str, record: dict[str, Any], loaded_at: datetime | None) -> Call:
    identity = record.get("userIdentity") or {}
    error = record.get("errorCode") or ""
    if not error:
        outcome = "success"
    elif "throttl" in error.lower() or error in THROTTLED:
        outcome = "rate_limited"
    elif (
        re.search("accessdenied|unauthorized|expiredtoken|forbidden|authorizationerror", error.lower())
        or "AuthFailure" in error
        or error in NOT_AUTHENTICATED
    ):
        outcome = "auth_failed"
    elif error.startswith("Server.") or SERVERS_FAULT.search(error):
        outcome = "server_error"
    else:
        outcome = "client_error"
    event_id = record.get("sharedEventID") or record["eventID"]
    return Call(
        source_name=source_name,
        occurred_at=naive_utc(datetime.fromisoformat(record["eventTime"].replace("Z", "+00:00"))),
        loaded_at=loaded_at,
        event_id=event_id,
        account_id=identifier(identity.get("accountId"), record.get("recipientAccountId")),
        integration_id=identity.get("arn") or identity.get("invokedBy"),
        user_id=identity.get("principalId"),
        credential_id=identity.get("accessKeyId") or None,
        http_route=f"{record['eventSource']}/{record['eventName']}",
        outcome=outcome,
        region=record.get("awsRegion"),
        user_agent_original=record.get("userAgent"),
        api_version=record.get("apiVersion"),
        deduplication_key=event_id,
        is_excluded=record["eventType"] != "AwsApiCall",
    )


COMBINED = re.compile(
    r'[^"\n]*[^" \n] (?P<user>[^ "\n]+) \[(?P<time>[^\]]+)\] "(?P<request>(?:[^"\\]|\\.)*)" '
    r'(?P<status>[\d-]+) (?P<size>[\d-]+)(?: "(?:[^"\\]|\\.)*" "(?P<agent>(?:[^"\\]|\\.)*)")?'
)


def combined_call(source_name: str, line: str, loaded_at: datetime | None) -> Call:
    """A line of the combined log format."""
    match = COMBINED.match(line)
    if not match:
        return Call(source_name, None, loaded_at, reject_reason="record_unreadable")

    def value(name: str) -> str | None:
        return None if match[name] in (None, "-") else match[name]

    request = re.fullmatch(r"([A-Z-]+) (\S+|.+(?= HTTP/))( HTTP/[\d.]+)?", match["request"])
    status = status_code(value("status"))
    return Call(
        source_name=source_name,
        occurred_at=naive_utc(datetime.strptime(match["time"], "%d/%b/%Y:%H:%M:%S %z")),
        loaded_at=loaded_at,
        account_id=value("user"),
        http_request_method=request[1] if request else None,
        http_route=route_template(request[2]) if request else None,
        http_response_status_code=status,
        outcome="aborted" if status == 499 else None,
        response_bytes=size(value("size")),
        user_agent_original=value("agent"),
    )


def timestamp(text: str) -> datetime | None:
    try:
        return naive_utc(datetime.fromisoformat(text))
    except ValueError:
        return None


def sample_calls(seeds: Path) -> Iterator[Call]:
    """The calls of the package's own sample, as its default declaration reads them."""
    with (seeds / "sample_kong_log.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield from kong_calls(
                "edge", row["record"], timestamp(row["loaded_at"]), is_wanted=row["environment"] == "prod"
            )
    with (seeds / "sample_partner_calls.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            occurred_at = timestamp(row["called_at"])
            is_wanted = row["customer"] != "internal"
            yield Call(
                source_name="partner",
                occurred_at=occurred_at,
                loaded_at=timestamp(row["loaded_at"]),
                event_id=row["call_id"],
                account_id=row["customer"] or None,
                integration_id=row["app"] or None,
                user_id=row["end_user"] or None,
                http_request_method=row["method"],
                http_route=route_template(row["path"]),
                http_response_status_code=status_code(row["status"]),
                duration_ms=float(row["elapsed_seconds"]) * 1000,
                request_bytes=int(row["bytes_in"]),
                response_bytes=int(row["bytes_out"]),
                call_count=Decimal(row["sampled_one_in"]),
                deduplication_key=row["call_id"],
                is_excluded=not is_wanted,
                reject_reason="occurred_at_unreadable" if occurred_at is None and is_wanted else None,
            )
