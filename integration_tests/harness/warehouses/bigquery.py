"""BigQuery, emulated: a server that the tests start on loopback, in its own folder, ended by its pid."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from google.api_core.client_options import ClientOptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

from harness.warehouses.duckdb import Warehouse
from harness.warehouses.free_ports import free_ports

PROJECT = "analytics"
# The emulator takes any token: the adapter asks for one.
PROFILES = """
{profile}:
  target: bigquery
  outputs:
    bigquery:
      type: bigquery
      method: oauth-secrets
      token: none
      project: analytics
      dataset: {schema}
      location: US
      threads: 1
      job_retries: 0
      api_endpoint: http://127.0.0.1:{port}
"""
TYPES = {
    "varchar": "string",
    "text": "string",
    "double": "float64",
    "double precision": "float64",
    "bigint": "int64",
    "integer": "int64",
    "boolean": "bool",
}
ROWS_AT_ONCE = 500
# A statement is sent once: the client would send it again for ten minutes, whatever the emulator's error. And as a job,
# since the emulator knows no default dataset elsewhere.
ONCE: dict[str, None] = {"retry": None, "job_retry": None}


@contextlib.contextmanager
def server() -> Iterator[int]:
    """Runs an emulator, and yields its port. It also ends when this process does."""
    # Isolated: a module beside the program has the name of one that it imports.
    program = [sys.executable, "-I", str(Path(__file__).with_name("bigquery_server.py"))]
    port, other_port = free_ports(2)
    with tempfile.TemporaryDirectory(prefix="bigquery-") as folder:
        log = Path(folder) / "log"
        process = subprocess.Popen(
            [*program, folder, str(port), str(other_port)],
            stdin=subprocess.PIPE,
            stdout=log.open("wb"),
            stderr=subprocess.STDOUT,
            cwd=folder,
        )
        try:
            while True:
                with socket.socket() as client:
                    if client.connect_ex(("127.0.0.1", port)) == 0:
                        break
                assert process.poll() is None, log.read_text()[-4000:]
                time.sleep(0.2)
            yield port
        finally:
            process.kill()
            process.wait()


@dataclass
class BigQueryWarehouse(Warehouse):
    """The same project, built in its own dataset of that emulator."""

    port: int = 9050

    def __post_init__(self) -> None:
        self.schema = f"test_{uuid4().hex[:12]}"
        super().__post_init__()

    def profiles(self, profile: str) -> str:
        return PROFILES.format(profile=profile, port=self.port, schema=self.schema)

    @contextlib.contextmanager
    def client(self) -> Iterator[bigquery.Client]:
        client = bigquery.Client(
            project=PROJECT,
            credentials=AnonymousCredentials(),
            client_options=ClientOptions(api_endpoint=f"http://127.0.0.1:{self.port}"),
            default_query_job_config=bigquery.QueryJobConfig(default_dataset=f"{PROJECT}.{self.schema}"),
        )
        try:
            client.create_dataset(self.schema, exists_ok=True)
            yield client
        finally:
            client.close()

    @contextlib.contextmanager
    def one_connection(self) -> Iterator[None]:
        """Nothing: a request costs little here."""
        yield

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Appends rows to a raw table (`schema.name`); creates the table if necessary."""
        types = {name.strip('"'): TYPES.get(data_type.lower(), data_type) for name, data_type in columns.items()}
        declared = ", ".join(f"`{name}` {data_type}" for name, data_type in types.items())
        values = [
            [
                "null" if value is None else f"cast({text_literal(str(value))} as {data_type})"
                for value, data_type in zip(row, types.values(), strict=True)
            ]
            for row in rows
        ]
        with self.client() as client:
            client.create_dataset(table.split(".")[0], exists_ok=True)
            client.query(f"create table if not exists {table} ({declared})", **ONCE).result()
            names = ", ".join(f"`{name}`" for name in types)
            for first in range(0, len(values), ROWS_AT_ONCE):
                rows_of_values = ", ".join(f"({', '.join(row)})" for row in values[first : first + ROWS_AT_ONCE])
                client.query(f"insert into {table} ({names}) values {rows_of_values}", **ONCE).result()

    def copy_of(self, other: Warehouse, tables: Mapping[str, str]) -> None:
        """Appends rows of raw tables (name -> condition) from a DuckDB warehouse: the emulator's loads take minutes."""
        for table, where in tables.items():
            types = {row["column_name"]: row["column_type"] for row in other.rows(f"describe {table}")}
            rows = [list(row.values()) for row in other.rows(f"select * from {table} where {where}")]
            self.load(f"{self.schema}.{table}", types, rows)

    def execute(self, script: str) -> None:
        with self.client() as client:
            for statement in script.split(";"):
                if statement.strip():
                    client.query(statement, **ONCE).result()

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.client() as client:
            return [
                {
                    name: value.replace(tzinfo=None) if isinstance(value, datetime) else value
                    for name, value in row.items()
                }
                for row in client.query(query, **ONCE).result()
            ]


def text_literal(value: str) -> str:
    """A text in SQL: BigQuery's escapes begin with a backslash."""
    escaped = value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"
