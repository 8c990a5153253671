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
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration_tests"))

import duckdb
from generate_api_calls import FIRST_DAY, as_kong_records, generate
from harness.warehouses.duckdb import install_packages

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
      threads: {threads}
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
        self.use_threads(1)

    def use_threads(self, threads: int) -> None:
        """Let dbt build so many models at once."""
        (self.folder / "profiles.yml").write_text(PROFILE.format(database=self.database, threads=threads))

    def sql(self, statements: str) -> list[Any]:
        with duckdb.connect(str(self.database), config={"storage_compatibility_version": "v1.4.0"}) as connection:
            return connection.execute(statements).fetchall()

    def dbt(self, *command: str, **settings: Any) -> Cost:
        """Run a dbt command, with these vars besides the bench's own."""
        say(f"  dbt {' '.join(command)}")
        return measured(
            self.folder / "result.json",
            "measured_dbt.py",
            *command,
            *("--project-dir", str(CONSUMER), "--profiles-dir", str(self.folder)),
            *("--target-path", str(self.folder / "target"), "--log-path", str(self.folder / "logs")),
            *("--vars", json.dumps(self.settings | settings)),
        )

    def by_hand(self, script: str, name: str = "raw_api_calls", table: str = "raw.partner_calls") -> Cost:
        """Run a SQL script that reads the raw table by a name of its own, in the schema `by_hand`."""
        say(f"  {script}")
        self.sql(
            f"drop schema if exists by_hand cascade; create schema by_hand; create view by_hand.{name} as from {table}"
        )
        return measured(self.folder / "result.json", "measured_sql.py", str(self.database), "by_hand", script)

    def drop_by_hand(self) -> None:
        self.sql("drop schema by_hand cascade; checkpoint")

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


STARTED = time.monotonic()


def say(text: str) -> None:
    """Show progress: how long the benchmark has run, and what it does now."""
    print(f"{time.monotonic() - STARTED:5.0f} s  {text}", file=sys.stderr, flush=True)


def say_slowest(cost: Cost, slowest: int) -> None:
    for node, seconds in sorted(cost.nodes.items(), key=lambda item: -item[1])[:slowest]:
        say(f"    {node} {seconds:.2f} s")


Line = tuple[str, str, str, str]
PARTS = ["full", "increments", "growth", "json"]


# What the naive project gets wrong, each as one number, by the facts that the package built of the same rows.
NAIVE_ERRORS = {
    "calls lost, since they were loaded more than three days late": """
        select (select sum(api_calls)::bigint from main.fct_api_calls_daily)
            - (select sum(api_calls)::bigint from by_hand.fct_api_calls_daily)
    """,
    "days with a wrong number of calls": """
        select count(*)
        from (select date_day, sum(api_calls) as calls from main.fct_api_calls_daily group by all) as daily
        full join (select date_day, sum(api_calls) as calls from by_hand.fct_api_calls_daily group by all) as naive
            on daily.date_day = naive.date_day
        where daily.calls is distinct from naive.calls
    """,
    "weekly active users counted too often, in % of those there are": """
        select round(
            100.0 * (select sum(active_users) from by_hand.fct_api_calls_weekly)
            / (select sum(active_users) from main.fct_api_calls_weekly) - 100, 1
        )
    """,
    "weekly p95 durations off by more than 10 %, in % of all": """
        select round(100.0 * avg((abs(naive.duration_ms_p95 / weekly.duration_ms_p95 - 1) > 0.1)::int), 1)
        from main.fct_api_calls_weekly as weekly
        inner join by_hand.fct_api_calls_weekly as naive
            on weekly.date_week = naive.period_start
            and weekly.account_id = naive.account_id
            and weekly.integration_id = naive.integration_id
        where weekly.duration_ms_p95 > 0
    """,
    "weeks compared with one that is not the week before, in % of all": """
        select round(100.0 * avg((weekly.previous_period_calls is distinct from naive.previous_period_calls)::int), 1)
        from main.fct_api_calls_weekly as weekly
        inner join by_hand.fct_api_calls_weekly as naive
            on weekly.date_week = naive.period_start
            and weekly.account_id = naive.account_id
            and weekly.integration_id = naive.integration_id
    """,
}


def parts_of(full: Cost, floor: Cost, name: str, target: str) -> list[Line]:
    """The full build by what its models are for. The floor has the volume facts by integration, and nothing else."""
    insight = {path.stem for path in (HERE.parent / "models" / "marts" / "insight").glob("*.sql")} | {
        "int_weekly_changes"
    }
    seconds = {"volume facts by integration": 0.0, "by account": 0.0, "insight marts": 0.0}
    for node, of_node in full.nodes.items():
        part = "insight marts" if node in insight else "by account" if node.startswith("fct_account_") else None
        seconds[part or "volume facts by integration"] += of_node
    in_all = sum(seconds.values())
    compared = {
        "volume facts by integration": f"{{:.2f}} x the floor (target {target})",
        "by account": "{:.1%} of the full build",
        "insight marts": "{:.1%} of the full build (target 15 %)",
    }
    return [
        (
            f"{name}: of the full build, {part}",
            f"{of_part:.1f} s",
            compared[part].format(of_part / (floor.seconds if part == "volume facts by integration" else in_all)),
            "",
        )
        for part, of_part in seconds.items()
    ]


def built(bench: Bench, name: str, calls: int, slowest: int, with_two_threads: bool) -> tuple[Cost, list[Line]]:
    """The full build, beside the floor and the naive project."""
    floor = bench.by_hand("floor.sql")
    bench.drop_by_hand()
    full = bench.dbt("run")
    say_slowest(full, slowest)
    naive = bench.by_hand("naive.sql")
    wrong = {what: bench.sql(query)[0][0] for what, query in NAIVE_ERRORS.items()}
    bench.drop_by_hand()
    target = "1.1" if calls >= 20_000_000 else "1.25"
    lines = [
        (f"{name}: floor, all volume facts", f"{floor.seconds:.1f} s", "1", f"{floor.memory_mb:,.0f} MB"),
        (
            f"{name}: full build",
            f"{full.elapsed:.1f} s",
            f"{full.elapsed / floor.seconds:.2f} x the floor",
            f"{full.memory_mb:,.0f} MB",
        ),
        *parts_of(full, floor, name, target),
        (
            f"{name}: naive project, full build",
            f"{naive.seconds:.1f} s",
            f"{naive.seconds / floor.seconds:.2f} x the floor",
            f"{naive.memory_mb:,.0f} MB",
        ),
        *((f"{name}: naive project: {what}", f"{value:,}", "", "") for what, value in wrong.items()),
    ]
    if with_two_threads:
        bench.use_threads(2)
        two = bench.dbt("run", "--full-refresh")
        bench.use_threads(1)
        lines.append(
            (
                f"{name}: full build, two dbt threads",
                f"{two.elapsed:.1f} s",
                f"{two.elapsed / full.elapsed:.2f} x one thread (target 1)",
                f"{two.memory_mb:,.0f} MB",
            )
        )
    return full, lines


def added_to(bench: Bench, name: str, full_work: float, slowest: int) -> list[Line]:
    """The same history but for its last day, which then is loaded in two parts; and a run without news."""
    lines: list[Line] = []
    for number, what in ((1, "23 hours more"), (0, "1 hour more")):
        rows = bench.land(number)
        cost = bench.dbt("build")
        read = bench.rows_read(cost)
        lines.append(
            (
                f"{name}: {what} ({rows:,} rows)",
                f"{cost.work:.2f} s of work, {cost.elapsed:.1f} s",
                f"{cost.work / full_work:.1%} of the full build's work",
                f"{cost.memory_mb:,.0f} MB; {read / rows:,.0f} rows read per row new",
            )
        )
        say_slowest(cost, slowest)
    nothing = bench.dbt("build")
    parse = bench.dbt("parse", "--no-partial-parse")
    lines.append(
        (
            f"{name}: nothing new",
            f"{nothing.work:.2f} s of work, {nothing.seconds:.1f} s in all",
            f"{nothing.work / full_work:.1%} of the full build's work (target 3 % at 5 M)",
            f"dbt parse {parse.seconds:.1f} s, so at most {2 * parse.seconds + 5:.1f} s in all",
        )
    )
    say_slowest(nothing, slowest)
    return lines


def sized(folder: Path, calls: int, slowest: int, parts: set[str], with_two_threads: bool) -> list[Line]:
    """Full build and increments of so many calls in 180 days."""
    name = f"{calls / 1e6:g} M rows"
    say(f"{name}: generating")
    bench = Bench(folder / f"calls_{calls}", CALLS)
    bench.sql("create schema raw")
    generate(bench.database, calls, 180, "raw.partner_calls")
    lines: list[Line] = []
    full: Cost | None = None
    if "full" in parts:
        full, lines = built(bench, name, calls, slowest, with_two_threads)
    if "increments" in parts:
        bench.hold_back(180, [1, 23])
        # The rows that are held back were counted by the builds before, and a full refresh would refuse to lose them.
        again = bench.dbt("run", "--full-refresh", full_refresh_may_lose_history=True)
        lines += added_to(bench, name, (full or again).work, slowest)
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
        say_slowest(cost, slowest)
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
    extraction = bench.by_hand("extraction.sql", "raw_log_records", "raw.kong_log")
    bench.drop_by_hand()
    full = bench.dbt("run")
    say_slowest(full, slowest)
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
            f"{full.elapsed / extraction.seconds:.2f} x the extraction (target 2.5)",
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
    parser.add_argument(
        "parts", nargs="*", default=PARTS, help=f"what to measure: {', '.join(PARTS)}; all of them by default"
    )
    parser.add_argument("--calls", type=int, nargs="*", default=[5_000_000, 20_000_000], help="sizes of a full build")
    parser.add_argument("--days", type=int, nargs="*", default=[30, 90, 360], help="histories for `growth`")
    parser.add_argument("--calls-a-day", type=int, default=25_000, help="of these histories")
    parser.add_argument("--records", type=int, default=1_000_000, help="for `json`")
    parser.add_argument("--slowest", type=int, default=0, help="also name the slowest nodes of each command")
    arguments = parser.parse_args()
    parts = set(arguments.parts)
    if parts - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(parts - set(PARTS)))}; there are {', '.join(PARTS)}")
    install_packages(CONSUMER)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        lines: list[Line] = []
        if parts & {"full", "increments"}:
            for calls in arguments.calls:
                lines += sized(folder, calls, arguments.slowest, parts, calls == min(arguments.calls))
        if "growth" in parts:
            lines += one_more_day(folder, arguments.days, arguments.calls_a_day, arguments.slowest)
        if "json" in parts:
            lines += json_records(folder, arguments.records, arguments.slowest)
    print(f"\n{machine()}\n")
    print("| what | seconds | ratio | memory, rows read |\n|---|---|---|---|")
    for line in lines:
        print(f"| {' | '.join(line)} |")


if __name__ == "__main__":
    main()
