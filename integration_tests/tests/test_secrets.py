"""Canary secrets wherever a record of each format could have one: none is found after staging."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from harness.histories.examples import load_examples
from harness.spec.examples import Example, declaration, examples, log_formats
from harness.warehouses.duckdb import Warehouse

CANARY = "canary"
SECRET_KEYS = [
    "authorization",
    "Authorization",
    "proxy-authorization",
    "cookie",
    "Set-Cookie",
    "x-api-key",
    "apikey",
    "apiKey",
    "api_key",
    "access_token",
    "password",
    "session_token",
    "querystring",
    "query",
    "body",
    "raw_request",
    "raw_response",
    "requestParameters",
    "requestObject",
]
# Placeholders for secrets in the examples, for example for the value of an API key.
HIDDEN = re.compile(r"hidden[\w-]*")
PATH = re.compile(r"^(https?://[^/]+)?/[^ ?#]*$")
REQUEST_LINE = re.compile(r"^([A-Z]+ [^ ?\"]+)(\?[^ ]*)?( HTTP/[0-9.]+)$")
LINE_WITH_REQUEST = re.compile(r'("[A-Z]+ [^ ?"]+)(\?[^ "]*)?( HTTP/[0-9.]+")')


class Planter:
    """Plants canaries, each different."""

    def __init__(self) -> None:
        self.numbers = count(1)
        self.planted = 0

    def canary(self) -> str:
        self.planted += 1
        return f"{CANARY}-{next(self.numbers)}"

    def in_value(self, value: Any) -> Any:
        """The value with a secret in every place: additional keys, query strings, and in its redacted values."""
        if isinstance(value, dict):
            taken = {key.lower() for key in value}
            secrets = {key: self.canary() for key in SECRET_KEYS if key.lower() not in taken}
            return {key: self.in_value(item) for key, item in value.items()} | secrets
        if isinstance(value, list):
            return [self.in_value(item) for item in value]
        if not isinstance(value, str):
            return value
        value = HIDDEN.sub(lambda _: self.canary(), value)
        value = LINE_WITH_REQUEST.sub(lambda found: f"{found[1]}?token={self.canary()}{found[3]}", value)
        value = REQUEST_LINE.sub(lambda found: f"{found[1]}?token={self.canary()}{found[3]}", value)
        if PATH.match(value):
            value += f"?token={self.canary()}#access_token={self.canary()}"
        return value


def variants(example: Example) -> Iterator[Any]:
    """The record; without each of its top-level keys, or with a text there, which rejects some; and cut off."""
    yield example.record
    if isinstance(example.record, dict):
        for key in example.record:
            yield {other: value for other, value in example.record.items() if other != key}
            yield {**example.record, key: "soon"}


def with_distinct_keys(record: dict[str, Any]) -> dict[str, Any]:
    """The record with one of the keys that differ only in case, since a table can have only one such column."""
    return {key: record[key] for key in {key.lower(): key for key in reversed(record)}.values()}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, int, int]:
    """All formats in one build, as records and as columns, and how many secrets were planted in how many rows."""
    planter = Planter()
    sources: list[dict[str, Any]] = []
    warehouse = Warehouse(tmp_path_factory.mktemp("secrets"), vars={"api_call_sources": sources})
    rows = 0
    for number, log_format in enumerate(log_formats()):
        records = [
            planter.in_value(record)
            for example in examples(log_format)
            for record in variants(example)
            if example.record is not None
        ]
        texts = [record if isinstance(record, str) else json.dumps(record) for record in records]
        texts += [text[: len(text) - len(text) // 7] for text in texts] + [f"Authorization: Bearer {planter.canary()}"]
        loaded_at = examples(log_format)[0].loaded_at
        loaded = {
            "record": [Example(log_format, "", text, (), loaded_at, None) for text in texts],
            "texts": [
                Example(log_format, "", with_distinct_keys(record), (), loaded_at, None)
                for record in records
                if isinstance(record, dict)
            ],
        }
        # Lines have no columns.
        for offset, (shape, given) in enumerate((shape, given) for shape, given in loaded.items() if given):
            table = f"raw.log_{2 * number + offset:03}"
            load_examples(warehouse, table, shape, given)
            sources.append(declaration(f"{log_format}.{shape}", log_format, table))
            rows += len(given)
    # Most records are broken on purpose.
    warehouse.dbt("build", "--exclude", "no_load_date_is_mostly_rejected")
    return warehouse, planter.planted, rows


def test_no_secret_is_found_after_staging(planted: tuple[Warehouse, int, int], record_property: Any) -> None:
    warehouse, secrets, rows = planted
    columns = warehouse.rows("""
        select
            table_name,
            column_name
        from information_schema.columns
        where table_schema <> 'raw'
    """)
    assert {"fct_rejected_api_calls", "int_api_calls"} <= {column["table_name"] for column in columns}
    names: dict[str, list[str]] = {}
    for column in columns:
        names.setdefault(column["table_name"], []).append(column["column_name"])
    found = {
        table: shown
        for table, own in names.items()
        if (
            shown := warehouse.rows(
                f"select * from {table} where "
                + " or ".join(f"contains(cast({name} as varchar), '{CANARY}')" for name in own)
                + " limit 3"
            )
        )
    }
    assert found == {}
    record_property("secrets planted", secrets)
    record_property("rows with them", rows)
    record_property("columns searched", len(columns))


def test_rejected_and_counted_records_of_every_format_were_among_them(planted: tuple[Warehouse, int, int]) -> None:
    received = planted[0].rows("""
        select
            source_name,
            sum(rows_rejected) as rejected,
            sum(rows_counted) as counted
        from fct_api_call_ledger
        group by source_name
    """)
    assert all(row["rejected"] > 0 and row["counted"] > 0 for row in received), received
