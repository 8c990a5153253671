"""Trino: a coordinator and a worker that the tests start on loopback, with Iceberg tables in a folder of their own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from trino.dbapi import connect

from harness.warehouses.duckdb import PACKAGE, Warehouse
from harness.warehouses.free_ports import free_ports

# What `make test-trino` has unpacked.
SERVER = Path(os.environ.get("TRINO_SERVER") or PACKAGE / ".venv-trino" / "trino-server")
VERSION = "476"  # as in the Makefile
# Each with tables and raw of its own: the warehouses of a test take one each.
CATALOGS = [f"lake_{number}" for number in range(1, 9)]
WAIT = 600
PROFILES = """
{profile}:
  target: trino
  outputs:
    trino:
      type: trino
      method: none
      host: 127.0.0.1
      port: {port}
      user: dbt
      database: {catalog}
      schema: {schema}
      threads: {threads}
"""
# Small data, and two processes on one machine.
JVM = [
    "-Xmx2g",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-XX:ReservedCodeCacheSize=512m",
    "-Xss8m",
    "-Djdk.attach.allowAttachSelf=true",
    "-Djdk.nio.maxCachedBufferSize=2000000",
    "-Duser.timezone=UTC",
    "--enable-native-access=ALL-UNNAMED",
    "--add-modules=jdk.incubator.vector",
    "--sun-misc-unsafe-memory-access=allow",
]
OF_BOTH = {
    "http-server.http.port": "{port}",
    "discovery.uri": "http://127.0.0.1:{coordinator}",
    "internal-communication.shared-secret": "only-for-loopback",
    "query.max-memory": "1GB",
    "query.max-memory-per-node": "1GB",
    "memory.heap-headroom-per-node": "500MB",
    "task.concurrency": "1",
    "exchange.http-client.max-requests-queued-per-destination": "20000",
}
OF_COORDINATOR = {
    "coordinator": "true",
    "node-scheduler.include-coordinator": "false",
    "scheduler.http-client.max-requests-queued-per-destination": "20000",
    "query.remote-task.max-error-duration": "10m",
    "query.client.timeout": "15m",
    # What docs/trino.md asks for.
    "query.max-length": "100000000",
    "query.max-stage-count": "1000",
}
OF_CATALOG = {
    "connector.name": "iceberg",
    "iceberg.catalog.type": "TESTING_FILE_METASTORE",
    "hive.metastore.catalog.dir": "local:///",
    "fs.native-local.enabled": "true",
    "local.location": "{folder}/tables/{catalog}",
}
TYPES = {"text": "varchar", "string": "varchar", "timestamp": "timestamp(6)", "double precision": "double"}


def java() -> str:
    """A Java that is new enough for the server: 24 or later."""
    homes = [os.environ.get("JAVA_HOME", ""), *map(str, Path("/usr/lib/jvm").glob("*"))]
    for home in homes:
        release = Path(home) / "release"
        if release.exists():
            lines = dict(line.split("=", 1) for line in release.read_text().splitlines() if "=" in line)
            if int(lines["JAVA_VERSION"].strip('"').split(".")[0]) >= 24:
                return str(Path(home) / "bin" / "java")
    raise AssertionError("Trino needs Java 24 or later: set JAVA_HOME")


def written(file: Path, properties: Mapping[str, str], **values: object) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(f"{name}={value.format(**values)}\n" for name, value in properties.items()))
    return str(file)


@contextlib.contextmanager
def servers() -> Iterator[int]:
    """Runs a coordinator and a worker, and yields the coordinator's port. They also end when this process does."""
    with tempfile.TemporaryDirectory(prefix="trino-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        coordinator, worker = free_ports(2)
        for catalog in CATALOGS:
            (folder / "tables" / catalog).mkdir(parents=True)
            written(folder / "catalogs" / f"{catalog}.properties", OF_CATALOG, folder=folder, catalog=catalog)
        processes = []
        for node, port, own in (
            ("coordinator", coordinator, OF_COORDINATOR),
            ("worker", worker, {"coordinator": "false"}),
        ):
            properties = OF_BOTH | own | {"catalog.config-dir": str(folder / "catalogs")}
            properties["plugin.dir"] = str(SERVER / "plugin")
            config = written(folder / node / "config.properties", properties, port=port, coordinator=coordinator)
            log_levels = written(folder / node / "log.properties", {"io.trino": "WARN", "": "WARN"})
            options = {
                "config": config,
                "log.levels-file": log_levels,
                "node.environment": "test",
                "node.id": node,
                "node.data-dir": str(folder / node),
                "node.internal-address": "127.0.0.1",
                "node.bind-ip": "127.0.0.1",
            }
            log = folder / node / "server.log"
            process = subprocess.Popen(
                [
                    *("setpriv", "--pdeathsig", "KILL", java(), *JVM),
                    *(f"-D{option}={value}" for option, value in options.items()),
                    *("-cp", f"{SERVER}/lib/*", "io.trino.server.TrinoServer"),
                ],
                stdout=log.open("wb"),
                stderr=subprocess.STDOUT,
                cwd=folder / node,
            )
            stack.callback(process.wait)
            stack.callback(process.kill)
            processes.append(process)
        wait_for_worker(coordinator, processes, folder)
        yield coordinator


def wait_for_worker(port: int, processes: Sequence[subprocess.Popen[bytes]], folder: Path) -> None:
    """Until the coordinator has seen the worker, and plans queries on it."""
    until = time.monotonic() + WAIT
    while True:
        with contextlib.suppress(Exception):
            found = query(port, "select count(*) from system.runtime.nodes where state = 'active'")
            if found[0][0] == 2:
                return
        logs = "\n".join(file.read_text()[-3000:] for file in folder.glob("*/server.log"))
        assert all(process.poll() is None for process in processes), logs
        assert time.monotonic() < until, f"no worker in {WAIT} s:\n{logs}"
        time.sleep(0.5)


def query(port: int, sql: str) -> list[list[Any]]:
    with contextlib.closing(connect(host="127.0.0.1", port=port, user="tests")) as connection:
        cursor = connection.cursor()
        cursor.execute(sql)
        return list(cursor.fetchall())


@dataclass
class TrinoWarehouse(Warehouse):
    """The same project, built in its own schema of that server."""

    port: int = 8080
    catalog: str = CATALOGS[0]

    def __post_init__(self) -> None:
        self.schema = f"test_{uuid4().hex[:12]}"
        super().__post_init__()

    def profiles(self, profile: str) -> str:
        return PROFILES.format(
            profile=profile, port=self.port, catalog=self.catalog, schema=self.schema, threads=self.threads
        )

    @contextlib.contextmanager
    def cursor(self) -> Iterator[Any]:
        with contextlib.closing(
            connect(host="127.0.0.1", port=self.port, user="tests", catalog=self.catalog, schema=self.schema)
        ) as connection:
            yield connection.cursor()

    @contextlib.contextmanager
    def one_connection(self) -> Iterator[None]:
        """Nothing: a request costs little here."""
        yield

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Appends rows to a raw table (`schema.name`); creates the table if necessary."""
        types = {
            '"' + name.strip('"') + '"': TYPES.get(data_type.lower(), data_type) for name, data_type in columns.items()
        }
        declared = ", ".join(f"{name} {data_type}" for name, data_type in types.items())
        values = ", ".join(f"cast(texts[{n}] as {data_type})" for n, data_type in enumerate(types.values(), start=1))
        texts = [[None if value is None else str(value) for value in row] for row in rows]
        with self.cursor() as cursor:
            cursor.execute(f"create schema if not exists {table.split('.')[0]}").fetchall()
            cursor.execute(f"create table if not exists {table} ({declared})").fetchall()
            if not texts:
                return
            literal = json.dumps(texts, ensure_ascii=False).replace("'", "''")
            cursor.execute(
                f"insert into {table} ({', '.join(types)}) select {values}"
                f" from unnest(cast(json_parse('{literal}') as array(array(varchar)))) as loaded (texts)"
            ).fetchall()

    def copy_of(self, other: Warehouse, tables: Mapping[str, str]) -> None:
        """
        Appends rows of raw tables (name -> condition) from a DuckDB warehouse: dbt-trino's seeds take half a minute for
        4,000 rows.
        """
        for table, where in tables.items():
            types = {row["column_name"]: row["column_type"] for row in other.rows(f"describe {table}")}
            rows = [list(row.values()) for row in other.rows(f"select * from {table} where {where}")]
            self.load(f"{self.schema}.{table}", types, rows)

    def execute(self, script: str) -> None:
        with self.cursor() as cursor:
            for statement in script.split(";"):
                if statement.strip():
                    cursor.execute(statement).fetchall()

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.cursor() as cursor:
            found = cursor.execute(query).fetchall()
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in found]
