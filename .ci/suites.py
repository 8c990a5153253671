#!/usr/bin/env python3
"""The suites of tests, what they take, and which of them a change touches.

`.ci/run` runs the first suites always, then one engine by turns, then what the change touches, engines included, then
others by turns, for as long as they fit. `make test-everything` runs all of them in full.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DAY = int(os.environ.get("CI_DAY") or datetime.now(timezone.utc).strftime("%j"))
# A suite that would end later than this is left for another day.
MINUTES = 60
DIALECTS = ("snowflake", "bigquery", "spark", "postgres", "redshift", "databricks", "trino")
RENDERINGS = [f"({dialect} and {form})" for form in ("full", "incremental") for dialect in DIALECTS]
SPARK_OF_TODAY = ("parquet", "iceberg", "delta")[DAY % 3]
RENDERINGS_OF_TODAY = " or ".join(RENDERINGS[(4 * DAY + n) % len(RENDERINGS)] for n in range(4))


@dataclass(frozen=True)
class Suite:
    """Commands, and the minutes that they take on two cores, environments included; in full, what runs instead."""

    name: str
    minutes: float
    commands: tuple[str, ...]
    in_full: tuple[str, ...] = ()


ALWAYS = [
    Suite("build", 2, ("make build", "make build")),
    Suite("test", 5, ("make test",)),
    Suite("scenarios", 5, ("make test-scenarios",)),
    Suite("lint", 3, ("make lint",)),
    Suite("postgres", 14, ("make test-postgres",)),
]
# Warehouses that run here, or as an emulator, beside DuckDB and Postgres. CI builds the sample on them, or a part of it
# in two loads; in full, there are random histories, kills and all log formats, too.
ENGINES = [
    Suite(
        "spark", 25, (f"make test-spark ONLY='{SPARK_OF_TODAY} and increments_have'",), ("make test-spark KILLS=20",)
    ),
    Suite("clickhouse", 8, ("make test-clickhouse ONLY='sample or news'",), in_full=("make test-clickhouse",)),
    Suite("trino", 16, ("make test-trino ONLY=the_sample",), in_full=("make test-trino",)),
    Suite("bigquery", 12, ("make test-bigquery ONLY=sample",), in_full=("make test-bigquery",)),
]
EVERY_ENGINE = " ".join(suite.name for suite in ENGINES)
# By turns: the first of them changes every day, and so do the histories, the kills and the renderings.
IN_TURN = [
    Suite("long", 12, (f"make test-long SHARE={1 + DAY % 4}/4",), in_full=("make test-long",)),
    Suite(
        "equivalence",
        8,
        (f"make test-equivalence HISTORIES=60 WEEKLY=4 FIRST_BATCH={2 + 2 * DAY % 32}",),
        in_full=("make test-equivalence",),
    ),
    Suite("kills", 5, (f"make test-kill KILLS=8 FIRST_KILLED={1 + DAY % 12}",), in_full=("make test-kill",)),
    Suite("warehouses", 7, ("make test-warehouses",)),
    Suite("renderings", 10, (f"make lint-renderings ONLY='{RENDERINGS_OF_TODAY}'",), in_full=("make lint-renderings",)),
    Suite("lint-formats", 8, ("make lint-formats",)),
    Suite("judges", 2, ("make judges",)),
    Suite("docs", 1, ("make docs",)),
    Suite("package", 4, ("make test-package",)),
    Suite("dbt-versions", 4, ("make test-dbt-versions",)),
    Suite("jobs", 6, ("make test-jobs",)),
    Suite("report", 3, ("make test-report",)),
    Suite("semantic-layer", 4, ("make test-semantic-layer",)),
    Suite("bi", 3, ("make test-bi",)),
]
# What a change of these paths touches beside what always runs: the suites of every prefix that fits.
TOUCHES = {
    "dbt_project.yml": "long dbt-versions package judges",
    "README.md": "docs",
    "docs/": "docs jobs",
    "examples/": "jobs",
    "examples/bi/": "bi",
    "examples/semantic_layer/": "semantic-layer",
    "integration_tests/dbt_project.yml": "long dbt-versions",
    "integration_tests/harness/comparison/": "long equivalence",
    "integration_tests/harness/histories/": "equivalence kills long",
    "integration_tests/harness/lightdash_explores.cjs": "bi",
    "integration_tests/harness/run_mf_queries.py": "semantic-layer",
    "integration_tests/harness/spec/": "equivalence long",
    "integration_tests/harness/warehouses/bigquery.py": "bigquery",
    "integration_tests/harness/warehouses/bigquery_server.py": "bigquery",
    "integration_tests/harness/warehouses/captured.py": "warehouses renderings",
    "integration_tests/harness/warehouses/chdb_server.py": "clickhouse",
    "integration_tests/harness/warehouses/clickhouse.py": "clickhouse",
    "integration_tests/harness/warehouses/duckdb.py": f"long kills package {EVERY_ENGINE}",
    "integration_tests/harness/warehouses/free_ports.py": "spark trino",
    "integration_tests/harness/warehouses/spark.py": "spark",
    "integration_tests/harness/warehouses/trino.py": "trino",
    "integration_tests/judges.py": "judges",
    "integration_tests/macro_rooms.py": "judges",
    "integration_tests/tests/": "long",
    "integration_tests/tests/test_bi.py": "bi",
    "integration_tests/tests/test_bigquery.py": "bigquery",
    "integration_tests/tests/test_clickhouse.py": "clickhouse",
    "integration_tests/tests/test_consumer.py": "package",
    "integration_tests/tests/test_dbt_versions.py": "dbt-versions",
    "integration_tests/tests/test_equivalence.py": "equivalence",
    "integration_tests/tests/test_jobs.py": "jobs",
    "integration_tests/tests/test_kills.py": "kills",
    "integration_tests/tests/test_package.py": "package",
    "integration_tests/tests/test_renderings.py": "renderings",
    "integration_tests/tests/test_report_in_browser.py": "report",
    "integration_tests/tests/test_semantic_layer.py": "semantic-layer",
    "integration_tests/tests/test_spark.py": "spark",
    "integration_tests/tests/test_trino.py": "trino",
    "integration_tests/tests/test_warehouses.py": "warehouses",
    "macros/": "long equivalence warehouses renderings judges",
    "macros/dialects/": EVERY_ENGINE,
    "macros/increments/": f"kills {EVERY_ENGINE} jobs",
    "macros/replace_whole/": f"kills {EVERY_ENGINE} jobs",
    "macros/report/": "report dbt-versions",
    "macros/checks/": "package dbt-versions",
    "macros/settings/": "package dbt-versions",
    "macros/formats/": "lint-formats spark clickhouse",
    "macros/sources/": "lint-formats spark clickhouse",
    "mkdocs.yml": "docs",
    "models/": "long equivalence warehouses renderings judges docs",
    "models/intermediate/": f"{EVERY_ENGINE} kills",
    "models/marts/": "semantic-layer bi clickhouse",
    "models/staging/": "lint-formats spark clickhouse",
    "requirements-bigquery.txt": "bigquery",
    "requirements-dbt": "dbt-versions semantic-layer",
    "requirements-clickhouse.txt": "clickhouse",
    "requirements-docs.txt": "docs",
    "requirements-jobs.txt": "jobs",
    "requirements-judges.txt": "judges",
    "requirements-report.txt": "report",
    "requirements-semantic-layer.txt": "semantic-layer",
    "requirements-spark.txt": "spark",
    "requirements-trino.txt": "trino",
    "requirements-warehouses.txt": "warehouses renderings",
    "requirements.txt": f"long {EVERY_ENGINE} warehouses jobs dbt-versions package",
    "seeds/": f"long {EVERY_ENGINE}",
    "tests/": "long package warehouses renderings",
}


def git(*arguments: str) -> str | None:
    found = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip() if found.returncode == 0 else None


def base() -> str | None:
    """What the change began from: CI_BASE, where it left main, or the last commit before the day of the newest one."""
    if given := os.environ.get("CI_BASE"):
        return given
    head = git("rev-parse", "HEAD")
    for main in ("origin/main", "main"):
        found = git("merge-base", "HEAD", main)
        if found and found != head:
            return found
    newest = git("log", "-1", "--format=%ct")
    # Of a clone without a past, nothing can be known.
    return git("rev-list", "-1", f"--before={int(newest) - 24 * 3600}", "HEAD") or None if newest else None


def changed_paths() -> list[str] | None:
    """The files that differ from the base, those not committed included; none where the base is not known."""
    since = base()
    changed = git("diff", "--name-only", "--no-renames", since, "--") if since else None
    return None if changed is None else changed.splitlines()


def touched_by(paths: list[str]) -> set[str]:
    return {
        suite
        for prefix, suites in TOUCHES.items()
        if any(path.startswith(prefix) for path in paths)
        for suite in suites.split()
    }


def of_today(suites: list[Suite]) -> list[Suite]:
    """The suites, with the one whose turn it is in front."""
    first = DAY % len(suites)
    return suites[first:] + suites[:first]


def rank(suite: Suite, touched: set[str]) -> int:
    """What a change touches comes first. Of what it does not touch, no second engine runs before the others did."""
    if suite.name in touched:
        return 0
    return 2 if suite in ENGINES else 1


def in_turn(paths: list[str] | None) -> list[Suite]:
    """All suites that do not always run, in the order in which they get their time."""
    engine, *other_engines = of_today(ENGINES)
    turn = [*other_engines, *of_today(IN_TURN)]
    touched = touched_by(paths or [])
    print("The base of the change is not known." if paths is None else f"{len(paths)} files changed.")
    named = ", ".join(suite.name for suite in (engine, *turn) if suite.name in touched)
    print(f"Touched: {named or 'none'}. Day {DAY}.", flush=True)
    return [engine, *sorted(turn, key=lambda suite: rank(suite, touched))]


class Clock:
    """How long each step took."""

    def __init__(self) -> None:
        self.start = time.monotonic()
        self.took: list[tuple[str, float, bool]] = []

    @property
    def minutes(self) -> float:
        return (time.monotonic() - self.start) / 60

    def run(self, suite: Suite, commands: tuple[str, ...]) -> bool:
        begun, passed = time.monotonic(), True
        for command in commands:
            print(f"\n=== {suite.name}: {command} ({time.monotonic() - self.start:.0f} s)", flush=True)
            passed = passed and subprocess.run(command, shell=True, cwd=ROOT, check=False).returncode == 0
        self.took.append((suite.name, time.monotonic() - begun, passed))
        print(f"=== {suite.name}: {'passed' if passed else 'FAILED'} in {self.took[-1][1]:.0f} s", flush=True)
        return passed

    def report(self) -> int:
        print("\n=== seconds of each part")
        for name, seconds, passed in self.took:
            print(f"{name:<14}{seconds:7.0f}{'' if passed else '  FAILED'}")
        print(f"{'in all':<14}{60 * self.minutes:7.0f}", flush=True)
        return 0 if all(passed for _, _, passed in self.took) else 1


def ci() -> int:
    clock = Clock()
    for suite in ALWAYS:
        if not clock.run(suite, suite.commands):
            return clock.report()
    left = []
    for suite in in_turn(changed_paths()):
        if clock.minutes + suite.minutes > MINUTES:
            left.append(suite.name)
        elif not clock.run(suite, suite.commands):
            break
    print(f"\nLeft for another day: {', '.join(left) or 'nothing'}")
    return clock.report()


def everything() -> int:
    """All suites in full, also after one that failed."""
    clock = Clock()
    for suite in ALWAYS + ENGINES + IN_TURN:
        clock.run(suite, suite.in_full or suite.commands)
    return clock.report()


if __name__ == "__main__":
    if sys.argv[1:] == ["everything"]:
        sys.exit(everything())
    if sys.argv[1:] == ["plan"]:
        for planned in [*ALWAYS, *in_turn(changed_paths())]:
            print(f"{planned.minutes:4.0f} min  {planned.name:<14}{'; '.join(planned.commands)}")
        sys.exit()
    sys.exit(ci())
