"""The examples of a log format (models/staging/<format>/examples.json), landed in each way a loader may land them."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from harness.warehouse import PACKAGE, Warehouse

STAGING = PACKAGE / "models" / "staging"
FIRST_LOADED_AT = datetime(2026, 3, 2)
# The text that was landed; the record's top-level keys as columns of texts; the same as DuckDB reads a file of records.
LANDINGS = ("record", "texts", "inferred")


@dataclass(frozen=True)
class Example:
    """One landed record, and what it says of each call in it: canonical column -> value."""

    log_format: str
    name: str
    record: Any
    calls: tuple[dict[str, Any], ...]
    loaded_at: datetime
    only: str | None

    def is_landed(self, landing: str) -> bool:
        """Whether a loader that lands records this way can land this one."""
        return self.only in (None, landing) and (landing == "record" or isinstance(self.record, dict))

    @property
    def text(self) -> str | None:
        return self.record if self.record is None or isinstance(self.record, str) else json.dumps(self.record)


def log_formats() -> list[str]:
    """Every format that has examples, or those of them that FORMATS names."""
    wanted = os.environ.get("FORMATS", "").replace(",", " ").split()
    found = sorted(path.parent.name for path in STAGING.glob("*/examples.json"))
    return [log_format for log_format in found if log_format in wanted] if wanted else found


@cache
def examples(log_format: str) -> list[Example]:
    """A format's examples; each is known by its time of arrival."""
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


def land(warehouse: Warehouse, table: str, landing: str, landed: list[Example]) -> None:
    """Make a raw table of the examples."""
    schema = table.split(".")[0]
    file = Path(warehouse.folder) / "landed.json"
    if landing == "record":
        columns = {"record": "varchar", "loaded_at": "timestamp"}
        warehouse.load(table, columns, [(example.text, example.loaded_at) for example in landed])
        return
    names: dict[str, str] = {}  # a column has one spelling, whatever the case of the records' keys
    with file.open("w", encoding="utf-8") as lines:
        for example in landed:
            row = {
                names.setdefault(key.lower(), key): as_text(value) if landing == "texts" else value
                for key, value in example.record.items()
            }
            lines.write(json.dumps({**row, "loaded_at": str(example.loaded_at)}) + "\n")
    read = "read_json(?, format='newline_delimited', sample_size=-1, maximum_object_size=100000000"
    with warehouse.connection() as connection:
        connection.execute(f"create schema if not exists {schema}")
        if landing == "texts":
            keys = dict.fromkeys(names.values(), "varchar") | {"loaded_at": "timestamp"}
            columns_argument = ", ".join(f"{quoted(key)}: '{data_type}'" for key, data_type in keys.items())
            read += f", columns={{{columns_argument}}}"
        connection.execute(f"create table {table} as select * from {read})", [str(file)])
    file.unlink()


def differences_of_every_format(warehouse: Warehouse, *command: str) -> tuple[int, list[str]]:
    """
    Land the examples of each format, as records and as columns of texts, on a warehouse of which `vars` has none of
    its own sources; read them all in one run of dbt: how many there are, and what is not as they say.
    """
    landed: dict[str, list[Example]] = {}
    sources: list[dict[str, Any]] = []
    for number, (log_format, landing) in enumerate(product(log_formats(), ("record", "texts"))):
        name, table = f"{log_format}.{landing}", f"raw.log_{number:03}"
        landed[name] = [example for example in examples(log_format) if example.is_landed(landing)]
        rows = [
            {"record": example.text}
            if landing == "record"
            else {key.lower(): as_text(value) for key, value in example.record.items()}
            for example in landed[name]
        ]
        # A column has one spelling, whatever the case of the records' keys.
        keys = ["record"] if landing == "record" else [key for example in landed[name] for key in example.record]
        spelled = {key.lower(): key for key in reversed(keys)}
        columns = dict.fromkeys(spelled.values(), "varchar") | {"loaded_at": "timestamp"}
        times = [example.loaded_at for example in landed[name]]
        warehouse.load(table, columns, [[*map(row.get, spelled), time] for row, time in zip(rows, times, strict=True)])
        sources.append({"name": name, "format": log_format, "source": table})
    warehouse.vars = {**warehouse.vars, "api_call_sources": sources}
    warehouse.dbt(*command)
    found = []
    for name, own in landed.items():
        rows_read = warehouse.rows(f"select * from stg_{name.split('.')[0]}__api_calls where source_name = '{name}'")
        for example in own:
            arrived = [row for row in rows_read if row["loaded_at"] == example.loaded_at]
            found += [f"{name}, {example.name}: {what}" for what in differences(example, arrived)]
    return sum(map(len, landed.values())), found


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def as_text(value: Any) -> str | None:
    """A value as loaders write it to a column of texts: objects and arrays as JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)


def matches(call: dict[str, Any], row: dict[str, Any]) -> bool:
    return all(_comparable(row[column]) == _comparable(value) for column, value in call.items())


def differences(example: Example, rows: list[dict[str, Any]]) -> Iterator[str]:
    """What of an example is not as its rows of staging say; the rows may come in any order."""
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
                if _comparable(row[column]) != _comparable(value):
                    yield f"{column} is {_comparable(row[column])!r} instead of {value!r}"


def _comparable(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ")
    # Warehouses write the same JSON with other blanks.
    return json.loads(value) if isinstance(value, str) and value.startswith('{"') else value
