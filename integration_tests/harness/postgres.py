"""A Postgres server of the tests' own: on loopback, in a folder of its own, ended by its own pid."""

from __future__ import annotations

import contextlib
import getpass
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.extras

from harness.warehouse import Warehouse

PROFILES = """
{profile}:
  target: postgres
  outputs:
    postgres:
      type: postgres
      host: 127.0.0.1
      port: {port}
      user: postgres
      password: ""
      dbname: postgres
      schema: {schema}
      threads: 2
"""


def binaries() -> Path | None:
    """Where Postgres' own programs are; none where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    return next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), None)


@contextlib.contextmanager
def server() -> Iterator[int]:
    """A running server; gives its port."""
    programs = binaries()
    assert programs is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Postgres refuses to run as root: there it runs as the user that its package made.
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
    """The same project, built on Postgres."""

    port: int = 5432
    schema: str = "api_call_volume"

    def profiles(self, profile: str) -> str:
        return PROFILES.format(profile=profile, port=self.port, schema=self.schema)

    @contextlib.contextmanager
    def cursor(self) -> Iterator[Any]:
        """A cursor in the schema; what it did is committed."""
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, user="postgres", dbname="postgres")
        with contextlib.closing(connection), connection:
            cursor = connection.cursor(cursor_factory=psycopg2.extras.RealDictCursor)
            cursor.execute(f"set search_path to {self.schema}")
            yield cursor

    def execute(self, script: str) -> None:
        with self.cursor() as cursor:
            cursor.execute(script)

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.cursor() as cursor:
            cursor.execute(query)
            return [dict(row) for row in cursor.fetchall()]
