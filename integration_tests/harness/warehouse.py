"""dbt, run as a user runs it, on a DuckDB file of its own, and the marts it built."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest

from harness.recomputation import Mart, Marts

PACKAGE = Path(__file__).resolve().parents[2]
CONSUMER = PACKAGE / "integration_tests"
GRAINS = {
    "fct_api_calls_daily": ["date_day", "account_id", "integration_id"],
    "fct_api_calls_weekly": ["date_week", "account_id", "integration_id"],
    "fct_api_calls_monthly": ["date_month", "account_id", "integration_id"],
    "fct_route_calls_daily": [
        "date_day",
        "account_id",
        "integration_id",
        "http_request_method",
        "http_route",
        "http_response_status_code",
    ],
    "fct_api_call_ledger": ["source_name", "loaded_date", "date_day"],
}
ENGAGEMENT_GRAIN = ["period_grain", "period_start", "account_id"]
ENGAGEMENT_MARTS = [
    "fct_search_usage",
    "fct_notification_interaction",
    "fct_collaboration",
    "fct_content_consumption",
    "fct_engagement_scorecard",
]
DIMENSIONS = ["dim_accounts", "dim_dates", "dim_integrations", "dim_routes"]
PROFILES = """
{profile}:
  target: duckdb
  outputs:
    duckdb:
      type: duckdb
      path: "{database}"
      threads: 2
      config_options:
        storage_compatibility_version: v1.4.0
"""


class DbtFailed(AssertionError):
    """A dbt command failed; the text is what it printed."""


@dataclass
class Warehouse:
    """A DuckDB file and the dbt project that builds into it, with one set of vars."""

    folder: Path
    project: Path = CONSUMER
    vars: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.database = self.folder / "warehouse.duckdb"
        profile = "api_call_volume" if self.project == PACKAGE else "api_call_volume_integration_tests"
        (self.folder / "profiles.yml").write_text(self.profiles(profile))

    def profiles(self, profile: str) -> str:
        """The profiles.yml of this warehouse."""
        return PROFILES.format(profile=profile, database=self.database)

    def dbt(
        self,
        *arguments: str,
        vars: Mapping[str, Any] | None = None,
        must_pass: bool = True,
        manifest: Manifest | None = None,
    ) -> tuple[bool, str]:
        """Run a dbt command; returns whether it succeeded and what it printed. With a manifest, nothing is parsed."""
        install_packages(self.project)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            result: dbtRunnerResult = dbtRunner(manifest).invoke(self.command(*arguments, vars=vars))
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]  # it keeps the file open
        text = printed.getvalue()
        if result.exception is not None:
            text += f"\n{result.exception}"
        if must_pass and not result.success:
            raise DbtFailed(text)
        return result.success, text

    def failed_tests(self, *arguments: str) -> set[str]:
        """Run dbt's data tests; the names of those that did not pass, by failing or by warning."""
        self.dbt("test", *arguments, must_pass=False)
        results = json.loads((self.folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
        tests = {result["unique_id"]: result["status"] for result in results if result["unique_id"].startswith("test.")}
        assert tests, "no test ran"
        return {name.split(".")[2] for name, status in tests.items() if status != "pass"}

    def command(self, *arguments: str, vars: Mapping[str, Any] | None = None) -> list[str]:
        """A dbt command and the options that make it one of this warehouse."""
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
        ]

    def kill(self, *arguments: str, after: Callable[[Iterator[str]], None]) -> bool:
        """
        Start dbt as a process of its own, and end it with SIGKILL as soon as `after`, which is given what it
        prints, returns. Returns whether it was still running.
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
        connection = duckdb.connect(str(self.database))
        try:
            yield connection
        finally:
            connection.close()

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Append rows to a raw table (`schema.name`), which is created where it does not exist yet."""
        landed = self.folder / "landed.json"
        with landed.open("w", encoding="utf-8") as file:
            for row in rows:
                file.write(json.dumps(dict(zip(columns, row, strict=True)), default=str) + "\n")
        types = ", ".join(f"{name} {data_type}" for name, data_type in columns.items())
        texts = "{" + ", ".join(f"{name}: 'varchar'" for name in columns) + "}"
        values = ", ".join(f"cast({name} as {data_type})" for name, data_type in columns.items())
        with self.connection() as connection:
            connection.execute(f"create schema if not exists {table.split('.')[0]}")
            connection.execute(f"create table if not exists {table} ({types})")
            connection.execute(
                f"insert into {table} select {values} from read_json(?, format='newline_delimited', columns={texts})",
                [str(landed)],
            )
        landed.unlink()

    def execute(self, script: str) -> None:
        """Run SQL statements, for tables made by hand."""
        with self.connection() as connection:
            connection.execute(script)

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.connection() as connection:
            cursor = connection.execute(query)
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def mart(self, name: str) -> Mart:
        grain = GRAINS.get(name, ENGAGEMENT_GRAIN)
        return {tuple(row.pop(column) for column in grain): row for row in self.rows(f"select * from {name}")}

    def marts(self) -> Marts:
        rejected = Counter(
            (row["source_name"], row["loaded_at"], row["reject_reason"])
            for row in self.rows("select source_name, loaded_at, reject_reason from fct_rejected_api_calls")
        )
        return Marts(**{name: self.mart(name) for name in GRAINS}, rejected=dict(rejected))

    def engagement_marts(self) -> dict[str, Mart]:
        """The engagement marts without their data_version, a fingerprint that only the warehouse can compute."""
        marts = {name: self.mart(name) for name in ENGAGEMENT_MARTS}
        for mart in marts.values():
            for cell in mart.values():
                del cell["data_version"]
        return marts


def copy_of_package(folder: Path) -> Path:
    """A copy of the package, to be changed, whose `integration_tests` is a project that installs that copy."""
    package = folder / "api_call_volume"
    not_copied = shutil.ignore_patterns(".*", "target", "logs", "dbt_packages", "package-lock.yml", "*.csv", "harness")
    shutil.copytree(PACKAGE, package, ignore=not_copied)
    return package


def install_packages(project: Path) -> None:
    """`dbt deps`, once: the package is linked, so that it is always the one of this tree."""
    if project == PACKAGE or (project / "dbt_packages").exists():
        return
    with contextlib.redirect_stdout(io.StringIO()):
        result = dbtRunner().invoke(["deps", "--project-dir", str(project), "--profiles-dir", str(project)])
    if not result.success:
        shutil.rmtree(project / "dbt_packages", ignore_errors=True)
        raise DbtFailed(f"dbt deps failed: {result.exception}")


os.environ.setdefault("DBT_SEND_ANONYMOUS_USAGE_STATS", "false")
os.environ.setdefault("DBT_USE_COLORS", "false")
