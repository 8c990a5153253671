"""A Postgres server that the tests start: on loopback, in its own folder, ended by its pid."""

from __future__ import annotations

import contextlib
import getpass
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg2
import psycopg2.extras

from harness.warehouses.duckdb import Warehouse

PROFILES = """
{profile}:
  target: postgres
  outputs:
    postgres:
      type: postgres
      host: 127.0.0.1
      port: {port}
      user: {user}
      password: ""
      dbname: {dbname}
      schema: {schema}
      threads: 2
"""
SCHEMA = "api_call_volume"
# A superuser.
SUPERUSER = "postgres"


def binaries() -> Path | None:
    """The folder of Postgres' programs; None where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@contextlib.contextmanager
def server() -> Iterator[int]:
    """Runs a server, and yields its port."""
    programs = binaries()
    assert programs is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Postgres refuses to run as root: there it runs as the user that its package created.
    as_user = ["runuser", "-u", "postgres", "--"] if getpass.getuser() == "root" else []

    def run(program: str, *arguments: str) -> None:
        subprocess.run([*as_user, str(programs / program), *arguments], check=True, stdout=subprocess.DEVNULL, cwd="/")

    with tempfile.TemporaryDirectory(prefix="postgres-") as folder:
        if as_user:
            shutil.chown(folder, "postgres")
        data = f"{folder}/data"
        run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8")
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off"
        run("pg_ctl", "-D", data, "-l", f"{folder}/log", "-w", "-o", options, "start")
        try:
            yield port
        finally:
            run("pg_ctl", "-D", data, "-w", "-m", "immediate", "stop")


@dataclass
class PostgresWarehouse(Warehouse):
    """The same project, built in its own Postgres database by a user of that server."""

    port: int = 5432
    user: str = SUPERUSER

    def __post_init__(self) -> None:
        self.dbname = f"test_{uuid4().hex}"
        with contextlib.closing(self.connect(SUPERUSER, "postgres")) as connection:
            connection.autocommit = True
            connection.cursor().execute(f"create database {self.dbname}")
        super().__post_init__()

    def profiles(self, profile: str) -> str:
        return PROFILES.format(profile=profile, port=self.port, user=self.user, dbname=self.dbname, schema=SCHEMA)

    def connect(self, user: str, dbname: str) -> Any:
        return psycopg2.connect(host="127.0.0.1", port=self.port, user=user, dbname=dbname)

    @contextlib.contextmanager
    def one_connection(self) -> Iterator[None]:
        """Nothing: a connection costs little here."""
        yield

    @contextlib.contextmanager
    def cursor(self, user: str = SUPERUSER) -> Iterator[Any]:
        """A cursor that finds the marts by unqualified names, and commits."""
        connection = self.connect(user, self.dbname)
        with contextlib.closing(connection), connection:
            cursor = connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor)
            cursor.execute(f"set search_path to {SCHEMA}")
            yield cursor

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Appends rows to a raw table (`schema.name`); creates the table if necessary."""
        types = ", ".join(
            f'"{name}" {"double precision" if data_type == "double" else data_type}'
            for name, data_type in columns.items()
        )
        # Postgres casts Python's text of each value to the column's type.
        texts = [[None if value is None else str(value) for value in row] for row in rows]
        with self.cursor() as cursor:
            cursor.execute(f"create schema if not exists {table.split('.')[0]}")
            cursor.execute(f"create table if not exists {table} ({types})")
            names = ", ".join(f'"{name}"' for name in columns)
            psycopg2.extras.execute_values(cursor, f"insert into {table} ({names}) values %s", texts)

    def execute(self, script: str) -> None:
        with self.cursor() as cursor:
            cursor.execute(script)

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.cursor() as cursor:
            cursor.execute(query)
            return [dict(row) for row in cursor.fetchall()]
