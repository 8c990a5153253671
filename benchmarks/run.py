"""What the package costs, beside a floor written by hand: prints one table (`make bench`).

Every figure of a row is measured in the same run, on the same machine, one command after the other; what is
said of speed is a ratio of two of them. Each command is a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
from generate_api_calls import FIRST_DAY, as_kong_records, generate

HERE = Path(__file__).resolve().parent
CONSUMER = HERE.parent / "integration_tests"
CALLS = {"name": "bench", "format": "columns", "source": "raw.partner_calls"}
RECORDS = {"name": "bench", "format": "kong", "source": "raw.kong_log"}
PROFILE = """
api_call_volume_integration_tests:
  target: duckdb
  outputs:
    duckdb:
      type: duckdb
      path: "{database}"
      threads: 1
      settings: {{enable_profiling: no_output}}
      config_options: {{storage_compatibility_version: v1.4.0}}
"""


@dataclass
class Cost:
    """What a command cost. Seconds: the whole command; of dbt's run without parsing; in the warehouse."""

    seconds: float
    elapsed: float
    work: float
    memory_mb: float
    tables_read: dict[str, float] = field(default_factory=dict)
    nodes: dict[str, float] = field(default_factory=dict)


def measured(result_file: Path, script: str, *arguments: str) -> Cost:
    """Run one of the scripts beside this one in a process of its own."""
    command = [sys.executable, str(HERE / script), str(result_file), *arguments]
    if subprocess.run(command, cwd=HERE, check=False).returncode:
        raise SystemExit(f"{script} {' '.join(arguments[:2])} failed")
    return Cost(**json.loads(result_file.read_text()))


class Bench:
    """A warehouse with a raw table, and the package's runs in it."""

    def __init__(self, folder: Path, source: dict[str, Any], **settings: Any) -> None:
        self.folder = folder
        self.settings = {"api_call_sources": [source], **settings}
        self.database = folder / "warehouse.duckdb"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "profiles.yml").write_text(PROFILE.format(database=self.database))

    def sql(self, statements: str) -> list[Any]:
        with duckdb.connect(str(self.database), config={"storage_compatibility_version": "v1.4.0"}) as connection:
            return connection.execute(statements).fetchall()

    def dbt(self, *command: str) -> Cost:
        say(f"  dbt {' '.join(command)}")
        return measured(
            self.folder / "result.json",
            "measured_dbt.py",
            *command,
            *("--project-dir", str(CONSUMER), "--profiles-dir", str(self.folder)),
            *("--target-path", str(self.folder / "target"), "--log-path", str(self.folder / "logs")),
            *("--vars", json.dumps(self.settings)),
        )

    def floor(self) -> Cost:
        say("  the floor")
        return self.by_hand("floor.sql", "raw_api_calls", "raw.partner_calls")

    def by_hand(self, script: str, name: str, table: str) -> Cost:
        """Run a SQL script that reads the raw table by a name of its own; what it made is dropped again."""
        self.sql(f"create schema by_hand; create view by_hand.{name} as from {table}")
        cost = measured(self.folder / "result.json", "measured_sql.py", str(self.database), "by_hand", script)
        self.sql("drop schema by_hand cascade; checkpoint")
        return cost

    def hold_back(self, days: int, hours: list[int]) -> None:
        """Take the last hours of so many days out of the raw table, to land them later, the last one first."""
        end = f"date '{FIRST_DAY}' + {days}"
        self.sql(f"delete from raw.partner_calls where loaded_at >= {end}")
        for number in range(len(hours)):
            where = f"loaded_at >= {end} - to_hours({sum(hours[: number + 1])})"
            self.sql(f"create table raw.held_back_{number} as from raw.partner_calls where {where}")
            self.sql(f"delete from raw.partner_calls where {where}")

    def land(self, number: int) -> int:
        """Land what was held back; returns its rows."""
        self.sql(f"insert into raw.partner_calls from raw.held_back_{number}; checkpoint")
        return int(self.sql(f"select count(*) from raw.held_back_{number}")[0][0])

    def rows_read(self, cost: Cost) -> int:
        """The rows that scans of tables read."""
        sizes: dict[str, int] = dict(
            self.sql("select table_name, max(estimated_size) from duckdb_tables() group by all")
        )
        return round(sum(share * sizes.get(table, 0) for table, share in cost.tables_read.items()))


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


Line = tuple[str, str, str, str]


def sized(folder: Path, calls: int, slowest: int) -> list[Line]:
    """Full build and increments of so many calls in 180 days, beside the floor."""
    name = f"{calls / 1e6:g} M rows"
    say(f"{name}: generating")
    bench = Bench(folder / f"calls_{calls}", CALLS)
    bench.sql("create schema raw")
    generate(bench.database, calls, 180, "raw.partner_calls")
    floor = bench.floor()
    full = bench.dbt("run")
    memory = f"{full.memory_mb:,.0f} MB; floor {floor.memory_mb:,.0f} MB"
    lines: list[Line] = [
        (f"{name}: floor, all volume facts", f"{floor.seconds:.1f} s", "1", f"{floor.memory_mb:,.0f} MB"),
        (
            f"{name}: full build",
            f"{full.elapsed:.1f} s",
            f"{full.elapsed / floor.seconds:.2f} x the floor (target 1.3 at 20 M)",
            memory,
        ),
    ]
    for node, seconds in sorted(full.nodes.items(), key=lambda item: -item[1])[:slowest]:
        say(f"    {node} {seconds:.2f} s")

    # The same history again, but for its last day, which then arrives in two parts.
    bench.hold_back(180, [1, 23])
    bench.dbt("run", "--full-refresh")
    for number, what in ((1, "23 hours more"), (0, "1 hour more")):
        rows = bench.land(number)
        cost = bench.dbt("build")
        read = bench.rows_read(cost)
        lines.append(
            (
                f"{name}: {what} ({rows:,} rows)",
                f"{cost.work:.2f} s of work, {cost.elapsed:.1f} s",
                f"{cost.work / full.work:.1%} of the full build's work",
                f"{cost.memory_mb:,.0f} MB; {read / rows:,.0f} rows read per row new",
            )
        )
        for node, seconds in sorted(cost.nodes.items(), key=lambda item: -item[1])[:slowest]:
            say(f"    {node} {seconds:.2f} s")
    nothing = bench.dbt("build")
    parse = bench.dbt("parse", "--no-partial-parse")
    lines.append(
        (
            f"{name}: nothing new",
            f"{nothing.work:.2f} s of work, {nothing.seconds:.1f} s in all",
            f"{nothing.work / full.work:.1%} of the full build's work (target 5 % at 5 M)",
            f"dbt parse {parse.seconds:.1f} s, so at most {2 * parse.seconds + 5:.1f} s in all",
        )
    )
    for node, seconds in sorted(nothing.nodes.items(), key=lambda item: -item[1])[:slowest]:
        say(f"    {node} {seconds:.2f} s")
    shutil.rmtree(bench.folder)
    return lines


def one_more_day(folder: Path, histories: list[int], calls_a_day: int, slowest: int) -> list[Line]:
    """A day's calls on top of histories of different lengths."""
    lines: list[Line] = []
    first: Cost | None = None
    window = {"deduplication_window_days": 30}
    for days, settings in [*((days, {}) for days in histories), (histories[-1], window)]:
        say(f"{days} days of {calls_a_day:,} calls{' with a window' if settings else ''}: generating")
        bench = Bench(folder / f"days_{days}", CALLS, **settings)
        bench.sql("create schema raw")
        generate(bench.database, calls_a_day * (days + 1), days + 1, "raw.partner_calls")
        bench.hold_back(days + 1, [24])
        bench.dbt("build")
        rows = bench.land(0)
        cost = bench.dbt("build")
        first = first or cost
        of_first = f"work {cost.work / first.work:.2f} x, elapsed {cost.elapsed / first.elapsed:.2f} x that on"
        lines.append(
            (
                f"one more day ({rows:,} rows) on {days} days"
                + (", `deduplication_window_days: 30`" if settings else ""),
                f"{cost.work:.2f} s of work, {cost.elapsed:.1f} s",
                f"{of_first} {histories[0]} days" + (" (target 1.2)" if days == histories[-1] else ""),
                f"{bench.rows_read(cost) / rows:,.0f} rows read per row new",
            )
        )
        for node, seconds in sorted(cost.nodes.items(), key=lambda item: -item[1])[:slowest]:
            say(f"    {node} {seconds:.2f} s")
        shutil.rmtree(bench.folder)
    return lines


def json_records(folder: Path, calls: int, slowest: int) -> list[Line]:
    """The same calls as Kong's JSON records: the package beside a query that extracts the fields."""
    say(f"{calls / 1e6:g} M JSON records: generating")
    bench = Bench(folder / "records", RECORDS)
    bench.sql("create schema raw")
    generate(bench.database, calls, 180, "raw.partner_calls")
    as_kong_records(bench.database, "raw.partner_calls", "raw.kong_log")
    bench.sql("drop table raw.partner_calls")
    say("  plain extraction")
    extraction = bench.by_hand("extraction.sql", "raw_log_records", "raw.kong_log")
    full = bench.dbt("run")
    for node, seconds in sorted(full.nodes.items(), key=lambda item: -item[1])[:slowest]:
        say(f"    {node} {seconds:.2f} s")
    staging = full.nodes["stg_kong__api_calls"]
    name = f"{calls / 1e6:g} M JSON records"
    shutil.rmtree(bench.folder)
    return [
        (
            f"{name}: plain extraction into a table",
            f"{extraction.seconds:.1f} s",
            "1",
            f"{extraction.memory_mb:,.0f} MB",
        ),
        (f"{name}: staging", f"{staging:.1f} s", f"{staging / extraction.seconds:.2f} x the extraction", ""),
        (
            f"{name}: full build",
            f"{full.elapsed:.1f} s",
            f"{full.elapsed / extraction.seconds:.2f} x the extraction (target 2)",
            f"{full.memory_mb:,.0f} MB",
        ),
    ]


def machine() -> str:
    with Path("/proc/cpuinfo").open() as file:
        models = {line.split(":", 1)[1].strip() for line in file if line.startswith("model name")}
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cpus = f"{os.cpu_count()} x {', '.join(models) or platform.machine()}"
    return f"{cpus}, {memory:.0f} GiB; DuckDB {duckdb.__version__}, dbt {version('dbt-core')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, nargs="*", default=[5_000_000, 20_000_000], help="sizes of a full build")
    parser.add_argument("--days", type=int, nargs="*", default=[30, 90, 360], help="histories that get one more day")
    parser.add_argument("--calls-a-day", type=int, default=25_000, help="of these histories")
    parser.add_argument("--records", type=int, default=1_000_000, help="JSON records; 0 for none")
    parser.add_argument("--slowest", type=int, default=0, help="also name the slowest nodes of each command")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        lines: list[Line] = []
        for calls in arguments.calls:
            lines += sized(folder, calls, arguments.slowest)
        if arguments.days:
            lines += one_more_day(folder, arguments.days, arguments.calls_a_day, arguments.slowest)
        if arguments.records:
            lines += json_records(folder, arguments.records, arguments.slowest)
    print(f"\n{machine()}\n")
    print("| what | seconds | ratio | memory, rows read |\n|---|---|---|---|")
    for line in lines:
        print(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    main()
