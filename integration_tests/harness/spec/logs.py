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
HEX_TAIL = re.compile(r"[0-9a-f]{6,}")
MIXED_TAIL = re.compile(r"([a-z]+[A-Z]|[A-Z]+[a-z]+[A-Z0-9]|[A-Z]+[0-9]|[a-z]*[0-9]+[A-Za-z])[A-Za-z0-9]{9,}")
EXTENSION = re.compile(r"[.][a-z][a-z0-9]{1,5}$")
ONE_THING = [
    re.compile(pattern)
    for pattern in (
        r"[0-9][0-9.,:_-]*",
        r"\d{4}-?[WQwq]\d+(-\d)?",
        r"\d\d-[A-Z][a-z][a-z]-\d{4}",
        r"\d{4}-?\d\d-?\d\d([Tt_+ ]|%20)\d[0-9.:TZz%A+-]*",
        r"(tel:)?(\+|%2[Bb])\d[0-9%() .-]*|\(\d+\)[0-9% -]*",
        r"(urn:uuid:|{|%7[Bb])?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(}|%7[Dd])?",
        r"(0x)?[0-9a-fA-F]{8,}",
        r"(\[|%5[Bb])?([0-9a-fA-F]{0,4}(:|%3[Aa])){2,7}[0-9a-fA-F]{0,4}(\]|%5[Dd])?",
        r"[^@]+(@|%40).+",
        r"arn(-[a-z]+)*(:|%3[Aa]).+",
        r"[A-Z]+[_-]?\d{3,}|[A-Z]+[_-]\d+",
        r".*[A-Za-z][_-]\d{4,}|[a-z]+\d{5,}",
        r"\d+[A-Z][A-Z0-9]{9,}|A[A-Z]{2}A[A-Z2-7]{16}|Z[A-Z0-9]{9,}",
        r"-[A-Za-z0-9_-]{7,}|[A-Za-z0-9_-]{7,}-",
    )
]
# Pairs of characters that words seldom have: by the first, the second ones.
SELDOM = {
    **dict.fromkeys("bdlnr", "qxz"),
    **dict.fromkeys("cp", "bfjvwx"),
    **dict.fromkeys("fv", "bcdghjkmnpqvwxz"),
    "g": "bcdfjkpqvwxz",
    **dict.fromkeys("hmty", "gjkqvxz"),
    **dict.fromkeys("iu", "hjw"),
    "j": "bcdfghjklmnpqrtvxyz",
    **dict.fromkeys("ks", "jvxz"),
    "q": "abcdefghijkmnopqrstvwxyz",
    "w": "bcgjkmqtuvxz",
    **dict.fromkeys("xz", "bdfgjkmnqrsvwx"),
    **dict.fromkeys("BCGKRW", "bcdfgjkmpqstvwxz"),
    **dict.fromkeys("DT", "bcdfgklmnpqtvxz"),
    **dict.fromkeys("FLV", "bcdfghjkmnpqstvwxz"),
    **dict.fromkeys("HJMNQXZ", "bcdfghjklmnpqrstvwxz"),
    "P": "bcdgjkmpqvwxz",
    "S": "bdfgjrsxz",
}


def naive_utc(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at


def is_capital(character: str) -> bool:
    return "A" <= character <= "Z"


def is_small(character: str) -> bool:
    return "a" <= character <= "z"


def is_digit(character: str) -> bool:
    return "0" <= character <= "9"


def is_random(segment: str) -> bool:
    """In three places, none of which overlaps another, characters meet that seldom do so in words."""
    places, free_from = 0, 0
    for end in range(2, len(segment) + 1):
        a, b = segment[end - 2], segment[end - 1]
        is_seldom = (
            b in SELDOM.get(a, "")
            or (a in "_-" and b in "_-")
            or (is_digit(a) and (is_small(b) or is_capital(b)))
            or (is_digit(b) and (is_small(a) or is_capital(a)))
        )
        length = 2
        if not is_seldom and end >= free_from + 3:
            length = 3
            shape = "".join("A" if is_capital(c) else "a" if is_small(c) else "." for c in segment[end - 3 : end])
            is_seldom = shape in {"AaA", "aAA", "AAa"}
        if is_seldom and end - length >= free_from:
            places, free_from = places + 1, end
    return places >= 3


def is_capitals_and_digits(segment: str) -> bool:
    if not re.fullmatch(r"[A-Z0-9]+", segment):
        return False
    return bool(
        re.search(r"\d[A-Z]+\d", segment)
        or re.search(r"\d", segment[9:])
        or re.match(r"[A-Z]{4,}\d[A-Z0-9]{5,}$", segment)
    )


def ends_in_an_id(segment: str) -> bool:
    *words, tail = re.split(r"[.-]", segment)
    is_after_words = words and all(re.fullmatch(r"[a-z0-9]+", word) for word in words)
    if is_after_words and HEX_TAIL.fullmatch(tail) and re.search(r"\d", tail):
        return True
    prefix, _, tail = segment.rpartition("_")
    return bool(re.fullmatch(r"[a-z]{2,}(_[a-z]{3,})?", prefix) and MIXED_TAIL.fullmatch(tail))


def is_id(segment: str) -> bool:
    """Whether a segment of a path identifies one thing."""
    if is_random(segment):
        return True
    for text in {segment, EXTENSION.sub("", segment)}:
        is_version = re.fullmatch(r"\d[.]\d", text)
        if not is_version and any(pattern.fullmatch(text) for pattern in ONE_THING):
            return True
        if is_capitals_and_digits(text) or ends_in_an_id(text):
            return True
    return False


def route_template(path: str | None) -> str | None:
    """A path without its query string, with {id} in place of segments that identify a thing."""
    if path is None:
        return None
    operation = re.search(r"/graphql[^?]*[?](?:.*&)?operationName=([A-Za-z_][A-Za-z0-9_]{0,99})(?=[&#]|$)", path)
    path = re.split(r"[?#]", re.sub(r"^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*", "", path), maxsplit=1)[0]
    segments = [re.sub(r";.*", "", segment).replace("<", "%3C") for segment in path.split("/")]
    template = "/" + "/".join("{id}" if is_id(segment) else segment for segment in segments if segment)
    return template + f"#{operation[1]}" if operation else template


PLACEHOLDERS = ("null", "undefined", "none", "nil", "n/a")


def identifier(*texts: Any) -> str | None:
    """The first that is an id: not empty, not only zeros and hyphens, and no word for "none"."""
    for text in texts:
        if text and text.strip().strip("0-") and text.strip().lower() not in PLACEHOLDERS:
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
