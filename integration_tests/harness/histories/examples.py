"""The examples of log formats, in each shape that loaders use."""

from __future__ import annotations

import json
from collections.abc import Collection
from itertools import product
from pathlib import Path
from typing import Any

from harness.spec.examples import MEASURES, Example, declaration, examples, log_formats, mismatches
from harness.warehouses.duckdb import Warehouse


def load_examples(warehouse: Warehouse, table: str, shape: str, loaded: list[Example]) -> None:
    """Creates a raw table of the examples."""
    schema = table.split(".")[0]
    file = Path(warehouse.folder) / "rows.json"
    if shape == "record":
        columns = {"record": "varchar", "loaded_at": "timestamp"}
        warehouse.load(table, columns, [(example.text, example.loaded_at) for example in loaded])
        return
    names: dict[str, str] = {}  # a column has one spelling, whatever the case of the records' keys
    with file.open("w", encoding="utf-8") as lines:
        for example in loaded:
            row = {
                names.setdefault(key.lower(), key): as_text(value) if shape == "texts" else value
                for key, value in example.record.items()
            }
            if shape == "struct":
                row = {"record": example.record}
            lines.write(json.dumps({**row, "loaded_at": str(example.loaded_at)}) + "\n")
    read = "read_json(?, format='newline_delimited', sample_size=-1, maximum_object_size=100000000"
    with warehouse.connection() as connection:
        connection.execute(f"create schema if not exists {schema}")
        if shape == "texts":
            keys = dict.fromkeys(names.values(), "varchar") | {"loaded_at": "timestamp"}
            columns_argument = ", ".join(f"{quoted(key)}: '{data_type}'" for key, data_type in keys.items())
            read += f", columns={{{columns_argument}}}"
        connection.execute(f"create table {table} as select * from {read})", [str(file)])
    file.unlink()


def mismatches_of_every_format(
    warehouse: Warehouse, *command: str, left_out: Collection[str] = ()
) -> tuple[int, list[str]]:
    """
    Loads the examples of each format, as records and as text columns, into a warehouse without sources in its `vars`,
    reads them in one run of dbt, and returns how many there are and what differs from what they say. `left_out` has
    what this warehouse can't read: `envoy.texts` are the text columns of Envoy's logs.
    """
    loaded: dict[str, list[Example]] = {}
    sources: list[dict[str, Any]] = []
    for number, (log_format, shape) in enumerate(product(log_formats(), ("record", "texts"))):
        name, table = f"{log_format}.{shape}", f"raw.log_{number:03}"
        its_examples = [example for example in examples(log_format) if example.has_shape(shape)]
        if not its_examples or name in left_out:  # lines have no columns
            continue
        loaded[name] = its_examples
        rows = [
            {"record": example.text}
            if shape == "record"
            else {key.lower(): as_text(value) for key, value in example.record.items()}
            for example in loaded[name]
        ]
        # A column has one spelling, whatever the case of the records' keys.
        keys = ["record"] if shape == "record" else [key for example in loaded[name] for key in example.record]
        spelled = {key.lower(): key for key in reversed(keys)}
        columns = dict.fromkeys(spelled.values(), "varchar") | {"loaded_at": "timestamp"}
        times = [example.loaded_at for example in loaded[name]]
        warehouse.load(table, columns, [[*map(row.get, spelled), time] for row, time in zip(rows, times, strict=True)])
        sources.append(declaration(name, log_format, table))
    warehouse.vars = {**warehouse.vars, "api_call_sources": sources, "call_measures": MEASURES}
    warehouse.dbt(*command)
    found = []
    for name, own in loaded.items():
        rows_read = warehouse.rows(f"select * from stg_{name.split('.')[0]}__api_calls where source_name = '{name}'")
        for example in own:
            its_rows = [row for row in rows_read if row["loaded_at"] == example.loaded_at]
            found += [f"{name}, {example.name}: {what}" for what in mismatches(example, its_rows)]
    return sum(map(len, loaded.values())), found


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def as_text(value: Any) -> str | None:
    """A value as loaders write it to a text column: objects and arrays as JSON."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value)
