"""The examples of a log format (models/staging/<format>/examples.json), and the calls expected from each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

STAGING = Path(__file__).resolve().parents[3] / "models" / "staging"
FIRST_LOADED_AT = datetime(2026, 3, 2)
# The record as a text; its top-level keys as text columns; the same as DuckDB reads a file of records.
SHAPES = ("record", "texts", "inferred")
# What the declaration of a source has to say for the examples of its format.
SETTINGS: dict[str, dict[str, Any]] = {
    "lines": {
        "line_pattern": (
            '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" '
            '"$http_user_agent" $request_length $request_time $upstream_addr $http_x_account $request_id'
        ),
        "columns": {"account_id": "$http_x_account"},
    }
}

# The measures that the examples of language models name, as `call_measures`.
MEASURES = ["input_tokens", "output_tokens"]


@dataclass(frozen=True)
class Example:
    """One record, and the expected values of each of its calls: canonical column -> value."""

    log_format: str
    name: str
    record: Any
    calls: tuple[dict[str, Any], ...]
    loaded_at: datetime
    only: str | None

    def has_shape(self, shape: str) -> bool:
        """Whether a loader of this shape can load this record."""
        return self.only in (None, shape) and (shape == "record" or isinstance(self.record, dict))

    @property
    def text(self) -> str | None:
        return self.record if self.record is None or isinstance(self.record, str) else json.dumps(self.record)


def declaration(name: str, log_format: str, table: str) -> dict[str, Any]:
    """A source of the examples of a format, as an entry of api_call_sources."""
    return {"name": name, "format": log_format, "source": table, **SETTINGS.get(log_format, {})}


def log_formats() -> list[str]:
    """Every format with examples, or those named in FORMATS."""
    wanted = os.environ.get("FORMATS", "").replace(",", " ").split()
    found = sorted(path.parent.name for path in STAGING.glob("*/examples.json"))
    return [log_format for log_format in found if log_format in wanted] if wanted else found


@cache
def examples(log_format: str) -> list[Example]:
    """A format's examples, told apart by load time."""
    entries = json.loads((STAGING / log_format / "examples.json").read_text(encoding="utf-8"))
    return [
        Example(
            log_format,
            entry["example"],
            entry["record"],
            tuple(entry["calls"]),
            FIRST_LOADED_AT + timedelta(seconds=number),
            entry.get("only"),
        )
        for number, entry in enumerate(entries)
    ]


def mismatches(example: Example, rows: list[dict[str, Any]]) -> Iterator[str]:
    """How the staging rows of an example differ from what it expects, in any order of rows."""
    if len(rows) != len(example.calls):
        yield f"{len(rows)} rows instead of {len(example.calls)}"
    left = list(rows)
    for call in example.calls:
        found = next((row for row in left if matches(call, row)), None)
        if found is not None:
            left.remove(found)
            continue
        for row in left[:1] if len(example.calls) == 1 else left:
            for column, value in call.items():
                if comparable(row[column]) != comparable(value):
                    yield f"{column} is {comparable(row[column])!r} instead of {value!r}"


def matches(call: dict[str, Any], row: dict[str, Any]) -> bool:
    return all(comparable(row[column]) == comparable(value) for column, value in call.items())


def comparable(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    # Warehouses write JSON with different white space.
    return json.loads(value) if isinstance(value, str) and value.startswith('{"') else value
