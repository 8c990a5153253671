"""Scheduled jobs: exit codes, freshness, retry, and examples/, each run as its scheduler runs it."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import yaml
from harness.warehouses.duckdb import PACKAGE, Warehouse, install_packages

pytestmark = pytest.mark.jobs
EXAMPLES = PACKAGE / "examples"
SCHEDULERS = PACKAGE / ".venv-jobs" / "bin"
NAME = "raw.billing_events"
COLUMNS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "loaded_at": "timestamp",
    "account_id": "varchar",
    "user_id": "varchar",
}
PROJECT = """
name: shop
version: 1.0.0
profile: api_call_volume_integration_tests
vars:
  api_call_volume:
    api_call_sources:
      - {name: billing, format: columns, source: raw.billing_events}
"""
MARTS = ["fct_api_calls_daily", "fct_api_calls_weekly", "fct_api_calls_monthly", "fct_api_call_ledger", "dim_accounts"]


def freshness_of_the_page() -> str:
    page = (PACKAGE / "docs" / "scheduled-jobs.md").read_text(encoding="utf-8")
    found = re.search(r"```yaml\n(.*?)```", page, re.S)
    assert found
    return found[1]


def ago(**time: float) -> datetime:
    return (datetime.now(timezone.utc) - timedelta(**time)).replace(tzinfo=None)


class Job:
    """A user's project with one raw table, and the shell commands of its scheduled jobs."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        (self.project / "models").mkdir(parents=True)
        (self.project / "dbt_project.yml").write_text(PROJECT)
        (self.project / "packages.yml").write_text(f"packages:\n  - local: {PACKAGE}\n")
        (self.project / "requirements.txt").write_text((PACKAGE / "requirements.txt").read_text())
        (self.project / "models" / "raw.yml").write_text(freshness_of_the_page())
        install_packages(self.project)
        self.warehouse = Warehouse(folder, self.project)
        self.load("first", loaded_at=ago(hours=1))

    def load(self, *calls: str, loaded_at: datetime) -> None:
        self.warehouse.load(NAME, COLUMNS, [(call, "2026-03-01 10:00", loaded_at, "acme", call) for call in calls])

    def run(self, *command: str, path: Path = Path(sys.executable).parent, **environment: str) -> tuple[int, str]:
        """Runs a command in the project's folder. Returns its exit code and what it printed."""
        own = {
            "PATH": f"{path}:{os.environ['PATH']}",
            "DBT_PROJECT_DIR": str(self.project),
            "DBT_PROFILES_DIR": str(self.warehouse.folder),
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        }
        done = subprocess.run(
            command,
            cwd=self.project,
            env={**os.environ, **own, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.returncode, done.stdout

    def totals(self) -> dict[str, int]:
        """All calls are of one account and day."""
        [row] = self.warehouse.rows(
            "select cast(api_calls as integer) as api_calls, active_users from fct_api_calls_daily"
        )
        return row

    def calls(self) -> int:
        return self.totals()["api_calls"]

    def break_a_promise(self) -> None:
        """Changes a fact by hand, which no run repairs, since its version says that it is built: a promise fails."""
        self.warehouse.execute("update fct_api_calls_daily set api_calls = api_calls + 1")


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path)


def test_a_failing_promise_fails_the_job_and_a_warning_does_not(job: Job) -> None:
    loaded_at = ago(days=9)
    job.load("old", loaded_at=loaded_at)
    assert job.run("dbt", "build")[0] == 0
    job.warehouse.execute(f"delete from {NAME} where event_id = 'old'")
    code, said = job.run("dbt", "build")
    assert (code, "Failure in test raw_still_has_what_the_ledger_counted" in said) == (1, True), said
    # A load time in the future, and long after the call.
    job.load("ahead", loaded_at=ago(days=-2))
    purged = ("--vars", "{raw_retention_days: 5}")
    code, said = job.run("dbt", "build", *purged)
    warned = [
        name for name in ("no_row_was_loaded_too_late", "no_load_time_is_in_the_future") if f"{name} warns" in said
    ]
    assert (code, len(warned), "WARN=2 ERROR=0" in said) == (0, 2, True), said
    assert job.run("dbt", "build", "--warn-error", *purged)[0] == 1
    job.load("old", loaded_at=loaded_at)
    job.load("committed late", loaded_at=loaded_at)
    code, said = job.run("dbt", "test")
    assert (code, "Failure in test every_raw_row_is_accounted_for" in said) == (1, True), said
    day = loaded_at.date()
    assert f"Source billing, load date {day}: raw has 2 rows, the ledger has 1. Not counted: 1." in said, said
    assert job.run("dbt", "build")[0] == 0
    job.break_a_promise()
    assert job.run("dbt", "build")[0] == 1
    assert job.run("dbt", "build", "--vars", "{week_start_day: sunday}")[0] == 2
    assert job.run("dbt", "build", "--vars", "{week_start_day: someday}")[0] == 2
    assert job.run("dbt", "build", "--no-such-option")[0] == 2


def test_freshness(job: Job) -> None:
    for hours, code, said in [(1, 0, "PASS freshness"), (7, 0, "WARN freshness"), (25, 1, "ERROR STALE freshness")]:
        job.warehouse.execute(f"update {NAME} set loaded_at = '{ago(hours=hours)}'")
        ended, printed = job.run("dbt", "source", "freshness")
        assert (ended, f"{said} of {NAME}" in printed) == (code, True), printed


def test_retry_gives_what_a_full_build_gives(job: Job, tmp_path: Path) -> None:
    def fail() -> None:
        """The warehouse fails in the middle of a run, since a table accepts no rows, and is repaired."""
        job.warehouse.execute("alter table int_user_calls alter user_id type varchar[] using [user_id]")
        code, said = job.run("dbt", "build")
        assert (code, "SKIP relation main.fct_api_calls_daily" in said) == (1, True), said
        job.warehouse.execute("alter table int_user_calls alter user_id type varchar using user_id[1]")

    # What was counted on an earlier load date is not written again by the run that is retried.
    job.warehouse.execute(f"update {NAME} set loaded_at = '{ago(days=1)}'")
    job.warehouse.dbt("build")
    job.load("second", "third", loaded_at=ago(minutes=9))
    fail()
    code, said = job.run("dbt", "retry")
    assert (code, "int_route_calls" in said) == (0, False), said
    assert job.totals() == {"api_calls": 3, "active_users": 3}
    assert marts(job.warehouse) == marts(built_again(job, tmp_path / "again"))

    # Rows loaded between the failure and the retry wait for the next build.
    job.load("fourth", loaded_at=ago(minutes=8))
    fail()
    job.load("fifth", "sixth", loaded_at=ago(minutes=7))
    assert job.run("dbt", "retry")[0] == 0
    assert job.totals() == {"api_calls": 4, "active_users": 4}
    job.warehouse.dbt("build")
    assert job.totals() == {"api_calls": 6, "active_users": 6}
    assert marts(job.warehouse) == marts(built_again(job, tmp_path / "again once more"))


def built_again(job: Job, folder: Path) -> Warehouse:
    again = Warehouse(folder, job.project)
    again.load(NAME, COLUMNS, [tuple(row.values()) for row in job.warehouse.rows(f"select * from {NAME}")])
    again.dbt("build")
    return again


def marts(warehouse: Warehouse) -> dict[str, list[str]]:
    return {mart: sorted(map(repr, warehouse.rows(f"select * from {mart}"))) for mart in MARTS}


def test_cron(job: Job) -> None:
    lines = (EXAMPLES / "cron" / "crontab").read_text().splitlines()
    *_, script = lines[-1].split()
    assert re.match(r"5 \* \* \* \* /", lines[-1])
    command = EXAMPLES / "cron" / Path(script).name
    assert os.access(command, os.X_OK)
    code, said = job.run(str(command))
    assert code == 0, said
    assert job.calls() == 1
    with (job.project / "target" / "api_call_volume.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        job.load("second", loaded_at=ago(minutes=9))
        assert job.run(str(command)) == (75, "The previous run has not ended: nothing was done.\n")
        assert job.calls() == 1
    assert job.run(str(command))[0] == 0
    assert job.calls() == 2
    job.break_a_promise()
    assert job.run(str(command))[0] == 1


def run_workflow(job: Job) -> list[tuple[str, int]]:
    """Runs the workflow's commands as a runner does, up to the first that fails."""
    workflow = yaml.safe_load((EXAMPLES / "github_actions" / "api_call_volume.yml").read_text())
    ran: list[tuple[str, int]] = []
    for step in workflow["jobs"]["build"]["steps"]:
        if "run" in step and not (ran and ran[-1][1]):
            code, _ = job.run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
            ran.append((step["run"], code))
    return ran


def test_github_actions(job: Job) -> None:
    commands = ["pip install -r requirements.txt", "dbt deps", "dbt build", "dbt source freshness"]
    assert run_workflow(job) == [(command, 0) for command in commands]
    assert job.calls() == 1
    job.break_a_promise()
    assert run_workflow(job) == [(commands[0], 0), (commands[1], 0), (commands[2], 1)]


def airflow(job: Job) -> tuple[int, str]:
    environment = {
        "AIRFLOW_HOME": str(job.warehouse.folder / "airflow"),
        "AIRFLOW__CORE__DAGS_FOLDER": str(EXAMPLES / "airflow"),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "false",
        "AIRFLOW__COSMOS__ENABLE_TELEMETRY": "false",
        "DBT_PROFILE": "api_call_volume_integration_tests",
        "DBT_TARGET": "duckdb",
    }
    code, said = job.run("airflow", "db", "migrate", path=SCHEDULERS, **environment)
    assert code == 0, said
    return job.run("airflow", "dags", "test", "api_call_volume", path=SCHEDULERS, **environment)


def dagster(job: Job) -> tuple[int, str]:
    home = job.warehouse.folder / "dagster"
    home.mkdir(exist_ok=True)
    (home / "dagster.yaml").write_text("telemetry: {enabled: false}\nconcurrency: {pools: {default_limit: 1}}\n")
    definitions = str(EXAMPLES / "dagster" / "definitions.py")
    command = ["dagster", "job", "execute", "-f", definitions, "-j", "api_call_volume"]
    return job.run(*command, path=SCHEDULERS, DAGSTER_HOME=str(home), DAGSTER_IS_DEV_CLI="1")


@pytest.mark.parametrize("scheduler", [airflow, dagster])
def test_schedulers(job: Job, scheduler: Callable[[Job], tuple[int, str]]) -> None:
    code, said = scheduler(job)
    assert code == 0, said
    assert job.calls() == 1
    job.break_a_promise()
    code, said = scheduler(job)
    assert code != 0, said
    assert "every_raw_row_is_accounted_for" in said
