"""dbt, run as a user runs it, on its own DuckDB file, and the marts that it builds."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest

from harness.spec.marts import GRAINS, REJECTED, VOLUME_MARTS, Mart
from harness.warehouses.repeated_work import spare_repeated_work

PACKAGE = Path(__file__).resolve().parents[3]
CONSUMER = PACKAGE / "integration_tests"
spare_repeated_work()
# Parsed projects, by project, profile and vars.
PARSED: dict[tuple[str, str, str], bytes] = {}
# Python collects garbage after a run that leaves more objects than this, some hundred MB, and not during one: it would
# look at all of the parsed project again and again, a quarter of dbt's time.
OBJECTS_KEPT = 3_000_000
gc.disable()
PROFILES = """
{profile}:
  target: duckdb
  outputs:
    duckdb:
      type: duckdb
      path: "{database}"
      threads: {threads}
      config_options:
        storage_compatibility_version: v1.4.0
      settings:
        threads: 1
"""


class DbtFailed(AssertionError):
    """A dbt command failed; the message is its output."""


@dataclass
class Warehouse:
    """A DuckDB file, and the dbt project that builds into it with one set of vars."""

    folder: Path
    project: Path = CONSUMER
    vars: Mapping[str, Any] = field(default_factory=dict)
    threads: int = field(default=2, kw_only=True)  # of dbt

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = self.folder / "warehouse.duckdb"
        self.opened: duckdb.DuckDBPyConnection | None = None
        self.parsed_before: bytes | None = None
        profile = "api_call_volume" if self.project == PACKAGE else "api_call_volume_integration_tests"
        (self.folder / "profiles.yml").write_text(self.profiles(profile))

    def copy(self, folder: Path) -> Warehouse:
        """A copy of this warehouse, with the same tables."""
        copied = Warehouse(folder, self.project, self.vars, threads=self.threads)
        shutil.copy(self.database, copied.database)
        return copied

    def profiles(self, profile: str) -> str:
        """The profiles.yml of this warehouse."""
        return PROFILES.format(profile=profile, database=self.database, threads=self.threads)

    def dbt(
        self,
        *arguments: str,
        vars: Mapping[str, Any] | None = None,
        must_pass: bool = True,
        manifest: Manifest | None = None,
        told: Callable[[Any], None] | None = None,
    ) -> tuple[bool, str]:
        """
        Runs a dbt command. Returns whether it succeeded, and its output. With a manifest, dbt does not parse. `told`
        gets dbt's events one by one.
        """
        install_packages(self.project)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            runner = dbtRunner(manifest or self.parsed(vars), callbacks=[told] if told else [])
            result = runner.invoke(self.command(*arguments, vars=vars))
            if manifest is None:
                self.keep_parsed(vars, result)
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]  # it keeps the file open
        text = printed.getvalue()
        if result.exception is not None:
            text += f"\n{result.exception}"
        succeeded = result.success
        if gc.get_count()[0] > OBJECTS_KEPT:
            gc.collect()
        if must_pass and not succeeded:
            raise DbtFailed(text)
        if not succeeded and arguments[0] != "run-operation":
            del result
            gc.collect()  # an error of the database holds its connection
        return succeeded, text

    def parsed(self, vars: Mapping[str, Any] | None = None) -> Manifest | None:
        """The project as parsed by an earlier run with the same vars, in this warehouse or another of its kind."""
        kept = self.parsed_before or (PARSED.get(self.parsed_key(vars)) if self.is_parsed_once else None)
        if kept is None:
            return None
        manifest = Manifest.from_msgpack(kept)
        manifest.build_flat_graph()  # type: ignore[no-untyped-call]
        return manifest

    def parse(self, vars: Mapping[str, Any]) -> None:
        """
        Parses the project with these vars, unless it did; later runs do not parse, whatever their vars are. Right where
        the vars enable the same models (`test_one_parse_does_for_a_history`).
        """
        key = self.parsed_key(vars) if self.is_parsed_once else (str(self.folder), *self.parsed_key(vars)[1:])
        if key not in PARSED:
            self.parsed_before = None
            self.dbt("parse", vars=vars)
            PARSED[key] = (self.folder / "target" / "partial_parse.msgpack").read_bytes()
        self.parsed_before = PARSED[key]

    def keep_parsed(self, vars: Mapping[str, Any] | None, result: dbtRunnerResult) -> None:
        """Copies dbt's partial parse from a warehouse to others: parsing takes as long as building."""
        key, written = self.parsed_key(vars), self.folder / "target" / "partial_parse.msgpack"
        if self.parsed_before or not self.is_parsed_once or key in PARSED:
            return
        if result.exception is None and written.exists():
            PARSED[key] = written.read_bytes()

    def check_settings(self, vars: Mapping[str, Any]) -> tuple[bool, str]:
        """The output of the package's check of other vars, in the project as parsed with this warehouse's own vars."""
        if self.parsed_key() not in PARSED:
            self.dbt("parse")
        return self.dbt("run-operation", "check_settings", vars=vars, must_pass=False, manifest=self.manifest)

    @cached_property
    def manifest(self) -> Manifest | None:
        """The parsed project, for operations, which leave it as it is."""
        return self.parsed()

    @property
    def is_parsed_once(self) -> bool:
        """Whether the project stays the same; tests may change the projects that they write."""
        return self.project in (PACKAGE, CONSUMER)

    def parsed_key(self, vars: Mapping[str, Any] | None = None) -> tuple[str, str, str]:
        profile = self.profiles("").replace(str(self.database), "")
        return str(self.project), profile, json.dumps({**self.vars, **(vars or {})}, default=str, sort_keys=True)

    def failed_tests(self, *arguments: str) -> set[str]:
        """Runs dbt's data tests. Returns the names of those that failed or warned."""
        self.dbt("test", "--write-json", *arguments, must_pass=False)
        results = json.loads((self.folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
        tests = {result["unique_id"]: result["status"] for result in results if result["unique_id"].startswith("test.")}
        assert tests, "no test ran"
        return {name.split(".")[2] for name, status in tests.items() if status != "pass"}

    def command(self, *arguments: str, vars: Mapping[str, Any] | None = None) -> list[str]:
        """A dbt command with the options for this warehouse."""
        return [
            *arguments,
            "--project-dir",
            str(self.project),
            "--profiles-dir",
            str(self.folder),
            "--target-path",
            str(self.folder / "target"),
            "--log-path",
            str(self.folder / "logs"),
            "--vars",
            json.dumps({**self.vars, **(vars or {})}, default=str),
            "--no-send-anonymous-usage-stats",
            # The manifest takes a third of a small run to write, and few tests read it.
            *([] if self.project != CONSUMER or "--write-json" in arguments else ["--no-write-json"]),
        ]

    def kill(self, *arguments: str, after: Callable[[Iterator[str]], None]) -> bool:
        """
        Starts dbt in its own process, and ends it by SIGKILL when `after`, which gets its output line by line, returns.
        Returns whether it was still running.
        """
        install_packages(self.project)
        dbt = str(Path(sys.executable).with_name("dbt"))
        with subprocess.Popen([dbt, *self.command(*arguments)], stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout
            after(iter(process.stdout))
            was_running = process.poll() is None
            process.kill()
        return was_running

    @contextlib.contextmanager
    def connection(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection. Within `one_connection` it is the one that is open, since opening the file takes 20 ms."""
        if self.opened is not None:
            yield self.opened
            return
        connection = duckdb.connect(str(self.database))
        try:
            yield connection
        finally:
            connection.close()

    @contextlib.contextmanager
    def one_connection(self) -> Iterator[None]:
        """All loads, statements and queries within it share a connection. dbt, which opens the file, can't run then."""
        with self.connection() as connection:
            before, self.opened = self.opened, connection
            try:
                yield
            finally:
                self.opened = before

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Appends rows to a raw table (`schema.name`); creates the table if necessary."""
        file_of_rows = self.folder / "rows.json"
        names = [name.strip('"') for name in columns]
        with file_of_rows.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(dict(zip(names, row, strict=True)), default=str) + "\n")
        quoted = {f'"{name}"': data_type for name, data_type in zip(names, columns.values(), strict=True)}
        types = ", ".join(f"{name} {data_type}" for name, data_type in quoted.items())
        texts = "{" + ", ".join(f"{name}: 'varchar'" for name in quoted) + "}"
        values = ", ".join(f"cast({name} as {data_type})" for name, data_type in quoted.items())
        with self.connection() as connection:
            connection.execute(f"create schema if not exists {table.split('.')[0]}")
            connection.execute(f"create table if not exists {table} ({types})")
            connection.execute(
                f"insert into {table} ({', '.join(quoted)})"
                f" select {values} from read_json(?, format='newline_delimited', columns={texts})",
                [str(file_of_rows)],
            )
        file_of_rows.unlink()

    def execute(self, script: str) -> None:
        """Runs SQL statements."""
        with self.connection() as connection:
            connection.execute(script)

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.connection() as connection:
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def mart(self, name: str, grain: Sequence[str] = ()) -> Mart:
        """The cells of a mart by its grain. A second row of a grain, which is an error, gets a key of its own."""
        grain = grain or GRAINS[name]
        rows = self.rows(
            f"select {', '.join(grain)}, count(*) as rejected_rows from {name} group by {', '.join(grain)}"
            if name == REJECTED
            else f"select * from {name}"
        )
        found: Mart = {}
        for row in rows:
            key = tuple(row.pop(column) for column in grain)
            found[(*key, "a second row") if key in found else key] = row
        return found

    def marts(self, names: Iterable[str] = (*VOLUME_MARTS, REJECTED)) -> dict[str, Mart]:
        """The named marts; without names, those of volume."""
        with self.one_connection():
            return {name: self.mart(name) for name in names}


def copy_of_package(folder: Path) -> Path:
    """A copy of the package that a test may change. Its `integration_tests` is a project that installs the copy."""
    package = folder / "api_call_volume"
    not_copied = shutil.ignore_patterns(".*", "target", "logs", "dbt_packages", "package-lock.yml", "*.csv", "harness")
    shutil.copytree(PACKAGE, package, ignore=not_copied)
    return package


def broken_consumer(folder: Path, file: str, right: str, wrong: str) -> Path:
    """A project that installs a copy of the package with one line broken."""
    package = copy_of_package(folder)
    text = (package / file).read_text()
    assert text.count(right) == 1, f"{file} has changed: break it in another way"
    (package / file).write_text(text.replace(right, wrong))
    return package / "integration_tests"


def install_packages(project: Path) -> None:
    """Runs `dbt deps` once: dbt links the package, so that it is always the one of this tree."""
    if project == PACKAGE or (project / "dbt_packages").exists():
        return
    with contextlib.redirect_stdout(io.StringIO()):
        result = dbtRunner().invoke(["deps", "--project-dir", str(project), "--profiles-dir", str(project)])
    if not result.success:
        shutil.rmtree(project / "dbt_packages", ignore_errors=True)
        raise DbtFailed(f"dbt deps failed: {result.exception}")


os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
os.environ.setdefault("DBT_USE_COLORS", "false")
