"""What a first build and one more day cost as raw grows: `make bench-scale`, for docs/scaling.md.

On DuckDB with 8 GB of memory, on Spark with Iceberg tables, or on ClickHouse: the calls of 180 days but the last,
which is then loaded. Each measurement is a line of `scale.jsonl`, one for each warehouse and size.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration_tests"))

import duckdb
from generate_api_calls import FIRST_DAY, GENERATE
from harness.warehouses.duckdb import CONSUMER, install_packages
from run import CALLS, HERE, Bench, say

RESULTS = HERE / "scale.jsonl"
DAYS = 180
MEMORY_GB = 8
LAST_DAY = f"loaded_at >= timestamp '{FIRST_DAY}' + interval {DAYS - 1} day"
GENERATED_AT_ONCE = 10_000_000
# For data of this size: the settings of the tests are for small ones.
SPARK_SETTINGS = {
    "spark.driver.memory": f"{MEMORY_GB}g",
    "spark.driver.extraJavaOptions": "-Dderby.stream.error.file=/dev/null",
    "spark.sql.codegen.wholeStage": "true",
    "spark.sql.shuffle.partitions": "8",
    "spark.buffer.pageSize": "8m",
    "spark.ui.retainedStages": "100000",
}
CLICKHOUSE_SETTINGS = {
    "max_memory_usage": str(MEMORY_GB * 10**9),
    "max_bytes_before_external_group_by": str(MEMORY_GB * 10**9 // 4),
    "max_bytes_before_external_sort": str(MEMORY_GB * 10**9 // 4),
    "join_algorithm": "grace_hash,hash",
    "max_bytes_in_join": str(MEMORY_GB * 10**9 // 4),
}

# In the order of the files.
CLICKHOUSE_COLUMNS = """
    event_id Nullable(String), occurred_at Nullable(DateTime64(6, 'UTC')), loaded_at DateTime64(6, 'UTC') not null,
    account_id Nullable(String), integration_id Nullable(String), user_id Nullable(String),
    http_request_method Nullable(String), http_route Nullable(String), http_response_status_code Nullable(Int32),
    duration_ms Nullable(Float64), request_bytes Nullable(Int64), response_bytes Nullable(Int64)
"""


@dataclass
class Cost:
    """What a dbt command cost. Seconds without parsing; the most memory and temporary files at any time, in MB."""

    rows: int
    seconds: float
    memory_mb: int = 0
    temporary_mb: int = 0
    read: dict[str, int] = field(default_factory=dict)


def size_mb(folder: Path) -> int:
    """The size of a folder's files, some of which may go meanwhile."""
    found = 0
    for path in folder.rglob("*"):
        with contextlib.suppress(OSError):
            found += path.stat().st_blocks * 512 if path.is_file() else 0
    return found >> 20


def children_mb() -> int:
    """The memory of the processes that this one started, and of theirs."""
    parents: dict[int, int] = {}
    memory: dict[int, int] = {}
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError, IndexError, ValueError):
            status = (process / "status").read_text()
            parents[int(process.name)] = int(status.split("PPid:")[1].split()[0])
            memory[int(process.name)] = int(status.split("VmRSS:")[1].split()[0])
    found = {os.getpid()}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return sum(memory.get(child, 0) for child in found - {os.getpid()}) >> 10


@contextlib.contextmanager
def watched(cost: Cost, temporary: Callable[[], int]) -> Iterator[None]:
    """Looks every half second at the memory of the processes below this one, and at temporary files."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(0.5):
            cost.memory_mb = max(cost.memory_mb, children_mb())
            cost.temporary_mb = max(cost.temporary_mb, temporary())

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


class Measured(Protocol):
    """A warehouse with raw calls, and the package's runs in it."""

    software: str

    def land(self, calls: Path) -> None:
        """Appends the calls in the files of a folder to raw."""

    def dbt(self, command: str, rows: int) -> Cost:
        """Runs the package."""

    def stored_mb(self) -> int:
        """What raw and the package's tables take on disk."""


class OnDuckDB:
    """DuckDB with little memory, in a process for each run. Raw calls are generated in its own file."""

    software = f"DuckDB {version('duckdb')}"

    def __init__(self, folder: Path, _: contextlib.ExitStack) -> None:
        self.bench = Bench(folder / "duckdb", CALLS)
        profile = self.bench.folder / "profiles.yml"
        setting = "enable_profiling: no_output"
        limits = f"memory_limit: {MEMORY_GB}GB, preserve_insertion_order: false"
        profile.write_text(profile.read_text().replace(setting, f"{setting}, {limits}"))
        self.bench.sql("create schema raw")

    def land(self, calls: Path) -> None:
        self.bench.sql(
            f"create table if not exists raw.partner_calls as from '{calls}/*.parquet' where false;"
            f"insert into raw.partner_calls from '{calls}/*.parquet'; checkpoint"
        )

    def dbt(self, command: str, rows: int) -> Cost:
        cost = Cost(rows, 0)
        with watched(cost, lambda: size_mb(Path(f"{self.bench.database}.tmp"))):
            found = self.bench.dbt(command)
        cost.seconds, cost.memory_mb = round(found.elapsed, 1), round(found.memory_mb)
        cost.read = {"rows": self.bench.rows_read(found)}
        return cost

    def stored_mb(self) -> int:
        return self.bench.database.stat().st_size >> 20


class OnWarehouse:
    """A warehouse of the tests, to which raw calls are copied from a file."""

    temporary: Path
    software: str
    warehouse: Any

    def dbt(self, command: str, rows: int) -> Cost:
        self.warehouse.parse(self.warehouse.vars)
        cost, before, started = Cost(rows, 0), self.read(), time.monotonic()
        with watched(cost, lambda: size_mb(self.temporary)):
            say(f"  dbt {command}")
            self.warehouse.dbt(command, *(["--exclude-resource-type", "unit_test"] if command == "build" else []))
        cost.seconds = round(time.monotonic() - started, 1)
        cost.read = {name: read - before[name] for name, read in self.read().items()}
        return cost

    def read(self) -> dict[str, int]:
        return {}


class OnSpark(OnWarehouse):
    """Spark in a session, with Iceberg tables."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        from harness.warehouses.spark import SparkWarehouse, session

        self.temporary, self.folder = folder / "temporary", folder
        own = {"spark.local.dir": str(self.temporary), "spark.sql.warehouse.dir": str(folder / "tables")}
        self.session = stack.enter_context(session("iceberg", SPARK_SETTINGS | own))
        self.warehouse = SparkWarehouse(folder / "spark", vars={"api_call_sources": [CALLS]}, table_format="iceberg")
        self.software = f"Spark {version('pyspark')} with Iceberg"

    def land(self, calls: Path) -> None:
        self.warehouse.execute(
            "create schema if not exists raw;"
            "create table if not exists raw.partner_calls using iceberg as "
            f"select * from parquet.`{calls}` where false;"
            f"insert into raw.partner_calls select * from parquet.`{calls}`"
        )

    def read(self) -> dict[str, int]:
        """What all stages so far have read, shuffled and written."""
        none = self.session._jvm.java.util.ArrayList()
        doubles = self.session._sc._gateway.new_array(self.session._jvm.double, 0)
        stages = self.session._jsc.sc().statusStore().stageList(none, False, False, doubles, none)
        names = ("inputRecords", "inputBytes", "shuffleWriteBytes", "outputBytes", "diskBytesSpilled")
        found = dict.fromkeys(names, 0)
        for number in range(stages.size()):
            for name in names:
                found[name] += getattr(stages.apply(number), name)()
        return found

    def stored_mb(self) -> int:
        return size_mb(self.folder / "tables")


class OnClickHouse(OnWarehouse):
    """ClickHouse's engine in a server of the tests, with little memory for a query."""

    def __init__(self, folder: Path, stack: contextlib.ExitStack) -> None:
        from harness.warehouses.clickhouse import ClickHouseWarehouse, server

        tempfile.tempdir = str(folder / "server")
        Path(tempfile.tempdir).mkdir()
        port = stack.enter_context(server())
        self.server = next(Path(tempfile.tempdir).iterdir())
        tempfile.tempdir = None
        self.temporary = self.server / "tmp"
        self.warehouse = ClickHouseWarehouse(
            folder / "clickhouse", vars={"api_call_sources": [CALLS]}, port=port, more_settings=CLICKHOUSE_SETTINGS
        )
        self.software = f"ClickHouse {self.warehouse.rows('select version() as version')[0]['version']}"

    def land(self, calls: Path) -> None:
        self.warehouse.execute(
            "create schema if not exists raw;"
            f"create table if not exists raw.partner_calls ({CLICKHOUSE_COLUMNS}) "
            "engine = MergeTree partition by toYYYYMM(loaded_at) order by loaded_at;"
            f"insert into raw.partner_calls select * from file('{calls}/*.parquet', 'Parquet')"
        )

    def stored_mb(self) -> int:
        return size_mb(self.server / "store")


WAREHOUSES: dict[str, Any] = {"duckdb": OnDuckDB, "spark": OnSpark, "clickhouse": OnClickHouse}


def generated(calls: int, folder: Path) -> dict[str, int]:
    """Writes files of calls, in order of load time, the last day in a folder of its own. Returns the rows of both."""
    rows = {"first": 0, "last": 0}
    for part in rows:
        (folder / part).mkdir()
    with duckdb.connect() as connection:
        for first_call in range(0, calls, GENERATED_AT_ONCE):
            wanted = min(GENERATED_AT_ONCE, calls - first_call)
            numbers = {"calls": calls, "days": DAYS, "first_call": first_call, "calls_wanted": wanted}
            connection.execute(GENERATE.format(table="calls", first_day=FIRST_DAY, **numbers))
            for part, where in {"first": f"not ({LAST_DAY})", "last": LAST_DAY}.items():
                file = folder / part / f"{first_call:012}.parquet"
                counted = connection.execute(f"copy (from calls where {where}) to '{file}'").fetchall()
                rows[part] += counted[0][0]
    return rows


def measure(warehouse: str, calls: int, folder: Path) -> dict[str, Any]:
    """A first build of all days but one, and a run after that day is loaded."""
    name = f"{warehouse}, {calls / 1e6:g} M calls"
    say(f"{name}: generating")
    rows = generated(calls, folder)
    with contextlib.ExitStack() as stack:
        on: Measured = WAREHOUSES[warehouse](folder, stack)
        say(f"{name}: loading {rows['first']:,} rows of raw")
        on.land(folder / "first")
        shutil.rmtree(folder / "first")
        full = on.dbt("run", rows["first"])
        say(f"{name}: {full}")
        stored = on.stored_mb()
        on.land(folder / "last")
        day = on.dbt("build", rows["last"])
        say(f"{name}: {day}")
        return {
            "warehouse": warehouse,
            "calls": calls,
            "day": date.today().isoformat(),
            "software": f"{on.software}, dbt {version('dbt-core')}",
            "stored_mb": stored,
            "full_build": asdict(full),
            "one_more_day": asdict(day),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("warehouse", choices=WAREHOUSES)
    parser.add_argument("calls", type=int, nargs="+")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--folder", type=Path, help="for the tables; a temporary folder by default")
    arguments = parser.parse_args()
    install_packages(CONSUMER)
    for calls in arguments.calls:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as temporary:
            found = measure(arguments.warehouse, calls, Path(temporary))
        lines = arguments.results.read_text().splitlines() if arguments.results.exists() else []
        others = [
            line for line in map(json.loads, lines) if (line["warehouse"], line["calls"]) != (found["warehouse"], calls)
        ]
        ordered = sorted([*others, found], key=lambda line: (list(WAREHOUSES).index(line["warehouse"]), line["calls"]))
        arguments.results.write_text("".join(f"{json.dumps(line)}\n" for line in ordered))


if __name__ == "__main__":
    main()
