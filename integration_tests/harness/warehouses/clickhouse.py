"""ClickHouse's engine behind an HTTP server that the tests start: on loopback, in its own folder, ended by its pid."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import clickhouse_connect

from harness.warehouses.duckdb import Warehouse

# What docs/clickhouse.md asks for.
SETTINGS = {
    "join_use_nulls": "1",
    "cast_keep_nullable": "1",
    "data_type_default_nullable": "1",
    "aggregate_functions_null_for_empty": "1",
    "prefer_column_name_to_alias": "1",
    "short_circuit_function_evaluation_for_nulls": "1",
    "short_circuit_function_evaluation_for_nulls_threshold": "0",
    "use_variant_as_common_type": "0",
    "date_time_output_format": "iso",
    "union_default_mode": "DISTINCT",
    "except_default_mode": "DISTINCT",
    "intersect_default_mode": "DISTINCT",
    "max_query_size": "67108864",
    "max_ast_elements": "5000000",
    "max_expanded_ast_elements": "5000000",
    "query_plan_max_optimizations_to_apply": "1000000",
}
PROFILES = """
{profile}:
  target: clickhouse
  outputs:
    clickhouse:
      type: clickhouse
      driver: http
      host: 127.0.0.1
      port: {port}
      user: default
      password: ""
      schema: {schema}
      threads: 1
      send_receive_timeout: 3600
      custom_settings:
{settings}
"""
TYPES = {
    "varchar": "String",
    "text": "String",
    "string": "String",
    "timestamp": "DateTime64(6)",
    "double": "Float64",
    "double precision": "Float64",
    "bigint": "Int64",
    "integer": "Int32",
    "boolean": "Bool",
    "date": "Date",
}


@contextlib.contextmanager
def server() -> Iterator[int]:
    """Runs a server, and yields its port. It also ends when this process does."""
    program = Path(__file__).with_name("chdb_server.py")
    with tempfile.TemporaryDirectory(prefix="clickhouse-") as folder:
        process = subprocess.Popen(
            [sys.executable, str(program), folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd="/"
        )
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()
            process.wait()


def clickhouse_type(data_type: str) -> str:
    """The column type for a type as other warehouses name it: every column of a raw table may be null."""
    return f"Nullable({TYPES.get(data_type.lower(), data_type)})"


@dataclass
class ClickHouseWarehouse(Warehouse):
    """The same project, built in its own database of that server."""

    port: int = 8123
    more_settings: Mapping[str, str] = field(default_factory=dict)  # such as what a profile of the server's has

    def __post_init__(self) -> None:
        self.schema = f"test_{uuid4().hex[:12]}"
        super().__post_init__()

    def profiles(self, profile: str) -> str:
        given = {**SETTINGS, **self.more_settings}
        settings = "\n".join(f"        {name}: {value}" for name, value in given.items())
        return PROFILES.format(profile=profile, port=self.port, schema=self.schema, settings=settings)

    @contextlib.contextmanager
    def client(self, settings: Mapping[str, str] | None = None) -> Iterator[Any]:
        given = {**(SETTINGS if settings is None else settings), **self.more_settings}
        client = clickhouse_connect.get_client(host="127.0.0.1", port=self.port, settings=given)
        try:
            client.command(f"create database if not exists {self.schema}")
            client.database = self.schema
            yield client
        finally:
            client.close()

    @contextlib.contextmanager
    def one_connection(self) -> Iterator[None]:
        """Nothing: a request costs little here."""
        yield

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Appends rows to a raw table (`schema.name`); creates the table if necessary."""
        types = {name.strip('"'): clickhouse_type(data_type) for name, data_type in columns.items()}
        declared = ", ".join(f"`{name}` {data_type}" for name, data_type in types.items())
        texts = [[None if value is None else str(value) for value in row] for row in rows]
        with self.client() as client:
            client.command(f"create database if not exists {table.split('.')[0]}")
            client.command(f"create table if not exists {table} ({declared}) engine = MergeTree order by tuple()")
            if not texts:
                return
            text_columns = ", ".join(f"`{name}` Nullable(String)" for name in types)
            client.command(f"create or replace table rows_to_load ({text_columns}) engine = Memory")
            lines = "\n".join(json.dumps(dict(zip(types, row, strict=True))) for row in texts)
            client.command(f"insert into rows_to_load format JSONEachRow\n{lines}")
            values = ", ".join(f"cast(`{name}` as {data_type})" for name, data_type in types.items())
            names = ", ".join(f"`{name}`" for name in types)
            client.command(f"insert into {table} ({names}) select {values} from rows_to_load")
            client.command("drop table rows_to_load")

    def execute(self, script: str, settings: Mapping[str, str] | None = None) -> None:
        """Runs SQL statements: with the package's settings, or others, such as none."""
        with self.client(settings) as client:
            for statement in script.split(";"):
                # A delete has to say which rows.
                statement = re.sub(r"^\s*delete from (\S+)\s*$", r"truncate table \1", statement)
                if statement.strip():
                    client.command(statement.replace("create schema", "create database"))

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.client() as client:
            result = client.query(query)
            return [dict(zip(result.column_names, row, strict=True)) for row in result.result_rows]
