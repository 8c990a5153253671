"""Records that no producer would write: each is in the ledger, and no run fails."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from harness.histories.examples import load_examples
from harness.spec.examples import FIRST_LOADED_AT, Example, declaration, examples, log_formats
from harness.warehouses.duckdb import Warehouse

pytestmark = pytest.mark.scenarios

SQL = "'); drop table fct_api_calls_daily; select ('\"{{ 1 / 0 }}"
WRONG_VALUES: list[Any] = [
    None,
    True,
    -1,
    0,
    1e300,
    -1e300,
    10**30,
    "",
    " ",
    "-",
    "NaN",
    "Infinity",
    "1e999",
    "999999999999999999999",
    "9999-12-31T23:59:59Z",
    "0000-00-00T00:00:00Z",
    "2026-02-30T10:00:00+99:99",
    "infinity",
    "epoch",
    SQL,
    "\u0000",
    "\ud83d\ude00\u202e\ufeff",
    [],
    [[]],
    {},
    {"a": None},
    [1, "2", {"three": 3}],
]
TEXTS = [
    None,
    "",
    " ",
    "null",
    "[]",
    "{}",
    "[[]]",
    '[null, 1, "a", {}]',
    "{",
    "[{",
    '"',
    '{"a":}',
    "NaN",
    SQL,
    "\u0001\u001f",
    "[" * 3000 + "]" * 3000,
    '{"a":' * 3000 + "1" + "}" * 3000,
    "x" * 2_000_000,
    json.dumps({"long": "x" * 2_000_000, SQL: SQL, 'a"b': 1, "a'b": 2, "a\\": 3, "$": 4, "": 5}),
    '{"a": 1, "a": 2}',
    "\ufeff{}",
]
# Of some formats, most of these rows are rejected, which fails a promise.
BUILD = ("build", "--exclude", "no_load_date_is_mostly_rejected")
# The texts, a few other values, and a very long text.
ROWS_A_FORMAT = [60, pytest.param(400, marks=pytest.mark.long)]


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every path in a record, except that of the record itself."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (*place, key)
        yield from places(item, (*place, key))


def with_value(record: Any, place: tuple[Any, ...], value: Any) -> Any:
    """A copy of the record with another value at one path."""
    changed = json.loads(json.dumps(record))
    parent = changed
    for key in place[:-1]:
        parent = parent[key]
    parent[place[-1]] = value
    return changed


def other_type(value: Any) -> Any:
    """Numbers as texts, texts as numbers where possible, and objects as texts."""
    if isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return [value]
    return json.dumps(value)


def at(record: Any, place: tuple[Any, ...]) -> Any:
    for key in place:
        record = record[key]
    return record


def hostile_records(log_format: str, chosen: random.Random) -> Iterator[Any]:
    """Examples of the format, each with something wrong, and texts that are no records."""
    yield from TEXTS
    records = [example.record for example in examples(log_format) if example.record is not None]
    for record in records:
        text = record if isinstance(record, str) else json.dumps(record)
        for _ in range(3):
            yield text[: chosen.randrange(len(text) + 1)]
            cut = chosen.randrange(len(text) + 1)
            yield text[:cut] + chosen.choice(["\\", '"', "\u0000", "\ufffd", "}", "]", ",", SQL]) + text[cut:]
    structured = [record for record in records if isinstance(record, dict)]
    while structured:
        record = chosen.choice(structured)
        found = list(places(record))
        if not found:
            structured.remove(record)
            continue
        place = chosen.choice(found)
        yield with_value(record, place, chosen.choice([*WRONG_VALUES, other_type(at(record, place))]))
        yield {**record, SQL: SQL, chosen.choice("\"'\\;"): chosen.choice(WRONG_VALUES)}


@pytest.fixture(scope="module", params=ROWS_A_FORMAT)
def fed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, dict[str, int]]:
    """All formats in one build, as records, as bytes and as columns, and the number of rows of each source."""
    sources: list[dict[str, Any]] = []
    rows: dict[str, int] = {}
    warehouse = Warehouse(tmp_path_factory.mktemp("hostile"), vars={"api_call_sources": sources})
    chosen = random.Random(20260301)

    def declare(log_format: str, shape: str, table: str, fed_rows: int) -> None:
        sources.append(declaration(f"{log_format}.{shape}", log_format, table))
        rows[f"{log_format}.{shape}"] = fed_rows

    for number, log_format in enumerate(log_formats()):
        records = list(islice(hostile_records(log_format, chosen), request.param))
        loaded = [Example(log_format, "", record, (), FIRST_LOADED_AT, None) for record in records]
        load_examples(warehouse, f"raw.log_{3 * number:03}", "record", loaded)
        declare(log_format, "record", f"raw.log_{3 * number:03}", len(loaded))

        as_columns = [example for example in loaded if isinstance(example.record, dict) and keys_are_distinct(example)]
        if as_columns:
            load_examples(warehouse, f"raw.log_{3 * number + 1:03}", "texts", as_columns)
            declare(log_format, "texts", f"raw.log_{3 * number + 1:03}", len(as_columns))

        with warehouse.connection() as connection:
            # Bytes that are not UTF-8: a loader may not check.
            connection.execute(f"""
                create table raw.log_{3 * number + 2:03} as
                select
                    from_hex(unnest(['', 'ff', 'c3287b22', '7b2261223a22ff227d', '00'])) as record,
                    timestamp '2026-03-02' as loaded_at
            """)
        declare(log_format, "bytes", f"raw.log_{3 * number + 2:03}", 5)
    warehouse.dbt(*BUILD)
    return warehouse, rows


def keys_are_distinct(example: Example) -> bool:
    """Whether a table can have a column for each key."""
    return "" not in example.record and len({key.lower() for key in example.record}) == len(example.record)


def test_every_row_is_in_the_ledger(fed: tuple[Warehouse, dict[str, int]], record_property: Any) -> None:
    warehouse, rows = fed
    loaded: dict[str, int] = {}
    staged: dict[str, int] = {}
    for log_format in log_formats():
        for row in warehouse.rows(f"""
            select
                source_name,
                sum(raw_row_count) as raw_row_count,
                count(*) as staged_rows
            from stg_{log_format}__api_calls
            group by source_name
        """):
            loaded[row["source_name"]] = row["raw_row_count"]
            staged[row["source_name"]] = row["staged_rows"]
    assert loaded == rows
    received = warehouse.rows("""
        select
            source_name,
            sum(rows_counted + rows_duplicate + rows_rejected) + sum(rows_excluded + rows_too_late + rows_cancelled)
                as accounted_for
        from fct_api_call_ledger
        group by source_name
    """)
    assert {row["source_name"]: row["accounted_for"] for row in received} == staged
    record_property("hostile rows fed", sum(rows.values()))
    record_property("rows of staging accounted for", sum(staged.values()))


@pytest.mark.long
def test_the_next_run_finds_nothing_new(fed: tuple[Warehouse, dict[str, int]]) -> None:
    warehouse, _ = fed
    before = warehouse.marts()
    warehouse.dbt(*BUILD)
    assert warehouse.marts() == before
