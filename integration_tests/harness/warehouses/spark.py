"""
Spark, with tables of plain files, of Iceberg or of Delta: a session in this process, or a Thrift server that the tests
start on loopback, alone or with a cluster, ended by its pid.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyspark
from pyhive import hive
from pyspark.sql import SparkSession

from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse
from harness.warehouses.free_ports import free_ports

PROFILES = """
{profile}:
  target: spark
  outputs:
    spark:
      type: spark
      method: session
      host: unused
      schema: {schema}
      threads: 2
      server_side_parameters: {{spark.sql.session.timeZone: UTC}}
"""
PROFILES_OF_SERVER = """
{profile}:
  target: spark
  outputs:
    spark:
      type: spark
      method: thrift
      host: 127.0.0.1
      port: {port}
      user: dbt
      auth: NOSASL
      schema: {schema}
      threads: 2
      poll_interval: 1
      server_side_parameters: {{"set:spark.sql.session.timeZone": UTC}}
"""
# Small data: few tasks, no code generation, no web pages.
CONFIGURATION = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=256m"
    " -Dderby.stream.error.file=/dev/null",
    "spark.sql.codegen.wholeStage": "false",
    # Planned once, not after each stage: the scorecard's plan, which has the due periods in each of its many inputs,
    # would fill the memory.
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
    "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version": "2",
    "spark.ui.enabled": "false",
    # Spark keeps data for these pages all the same: plans of megabytes, which would fill the memory in a build of all
    # tests.
    "spark.sql.ui.retainedExecutions": "1",
    "spark.sql.maxPlanStringLength": "1000",
    "spark.ui.retainedJobs": "10",
    "spark.ui.retainedStages": "10",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    # Each of a build's many joins broadcasts a page, of 64 MB by default.
    "spark.buffer.pageSize": "1m",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}

# The jars of Iceberg and Delta: requirements-spark.txt has their versions.
JARS = Path(sys.prefix) / "jars"
SESSION_CATALOG = "spark.sql.catalog.spark_catalog"
# What docs/spark.md asks for, and what small data need. Spark's own metastore has no locks, which Iceberg takes by
# default. A process has sessions of one format: the settings of the first one stay.
TABLE_FORMATS: dict[str, dict[str, str]] = {
    "parquet": {},
    "iceberg": {
        "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        SESSION_CATALOG: "org.apache.iceberg.spark.SparkSessionCatalog",
        f"{SESSION_CATALOG}.type": "hive",
        "spark.sql.catalogImplementation": "hive",
        "spark.hadoop.iceberg.engine.hive.lock-enabled": "false",
        "spark.hadoop.hive.metastore.disallow.incompatible.col.type.changes": "false",
    },
    "delta": {
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        SESSION_CATALOG: "org.apache.spark.sql.delta.catalog.DeltaCatalog",
        "spark.databricks.delta.optimizeMetadataQuery.enabled": "false",
        "spark.databricks.delta.snapshotPartitions": "1",
        # Spark's catalog in memory refuses tables of Delta that are replaced with other columns.
        "spark.sql.catalogImplementation": "hive",
    },
}
# Of projects that install the package.
PROJECT = """
models:
  api_call_volume:
    +file_format: {table_format}
"""

WAIT = 300

# A session returns timestamps in the time zone of this process.
os.environ["TZ"] = "UTC"
time.tzset()


def in_folder(folder: str) -> dict[str, str]:
    """Settings for tables and a metastore in a folder, where they outlive the process."""
    return {
        "spark.sql.warehouse.dir": f"{folder}/warehouse",
        "spark.hadoop.javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={folder}/metastore;create=true",
        "spark.hadoop.hive.exec.scratchdir": f"{folder}/scratch",
        "spark.hadoop.hive.exec.local.scratchdir": f"{folder}/scratch",
    }


@contextlib.contextmanager
def session(table_format: str = "parquet", settings: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session in this process, with its catalog and tables in its own folder; dbt uses the session."""
    with tempfile.TemporaryDirectory(prefix="spark-") as folder:
        builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "4g")
        # A JVM has the jars that it was started with: those of all sessions.
        own = {"spark.driver.extraClassPath": f"{JARS}/*", **in_folder(folder), **TABLE_FORMATS[table_format]}
        for name, value in (CONFIGURATION | own | dict(settings or {})).items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()


def wait_until_it_listens(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + WAIT
    while True:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log.read_text()[:6000]
        assert time.monotonic() < until, f"nothing listened in {WAIT} s:\n{log.read_text()[:6000]}"
        time.sleep(0.5)


PROGRAMS = Path(pyspark.__file__).parent / "bin"


@dataclass
class ThriftServer:
    """A Thrift server that runs dbt's statements. Its metastore and tables, in a folder, outlive it."""

    folder: Path
    table_format: str
    master: str = "local[2]"
    port: int = field(default_factory=lambda: free_ports(1)[0])

    def start(self) -> None:
        settings = {
            **CONFIGURATION,
            "spark.driver.extraClassPath": f"{JARS}/*",
            "spark.executor.extraClassPath": f"{JARS}/*",
            "spark.executor.memory": "1g",
            "spark.executor.extraJavaOptions": CONFIGURATION["spark.driver.extraJavaOptions"],
            **in_folder(str(self.folder)),
            **TABLE_FORMATS[self.table_format],
            "spark.sql.catalogImplementation": "hive",
            # Sessions are in UTC as their profile says.
            "spark.sql.session.timeZone": "America/New_York",
        }
        hive_settings = {
            "hive.server2.authentication": "NOSASL",
            "hive.server2.thrift.bind.host": "127.0.0.1",
            "hive.server2.thrift.port": str(self.port),
        }
        server = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2"
        self.process, self.log = started(
            self.folder,
            "server",
            *("spark-submit", "--master", self.master, "--class", server),
            *(option for name, value in settings.items() for option in ("--conf", f"{name}={value}")),
            "spark-internal",
            *(option for name, value in hive_settings.items() for option in ("--hiveconf", f"{name}={value}")),
        )
        wait_until_it_listens(self.port, self.process, self.log)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def errors(self) -> str:
        """The last lines of its log that name an error."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(line[:500] for line in lines if "Error" in line or "Exception" in line)[-6000:]


def started(folder: Path, name: str, *command: str) -> tuple[subprocess.Popen[bytes], Path]:
    """Starts one of Spark's programs, which becomes the process that it starts. Returns it, and the file of its log."""
    environment = os.environ | {
        "SPARK_HOME": str(PROGRAMS.parent),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_DIRS": str(folder),
        "SPARK_CONF_DIR": str(folder),
        "SPARK_DAEMON_MEMORY": "1g",
    }
    log = folder / f"{name}.log"
    with log.open("wb") as file:
        process = subprocess.Popen(
            [str(PROGRAMS / command[0]), *command[1:]],
            stdout=file,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=environment,
        )
    return process, log


@contextlib.contextmanager
def server(table_format: str) -> Iterator[ThriftServer]:
    """A Thrift server that does the work itself; it ends with the block."""
    with tempfile.TemporaryDirectory(prefix="spark-server-") as folder:
        server = ThriftServer(Path(folder), table_format)
        try:
            server.start()
            yield server
        finally:
            server.kill()


@contextlib.contextmanager
def cluster(table_format: str) -> Iterator[tuple[ThriftServer, list[subprocess.Popen[bytes]]]]:
    """A Thrift server, a master, and the two workers of one core each that do the work; they end with the block."""
    with tempfile.TemporaryDirectory(prefix="spark-cluster-") as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        master_port, master_page = free_ports(2)

        def start(name: str, *command: str) -> tuple[subprocess.Popen[bytes], Path]:
            process, log = started(folder, name, *command)
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process, log

        host = ("--host", "127.0.0.1")
        master = f"spark://127.0.0.1:{master_port}"
        deploy = "org.apache.spark.deploy"
        pages = ("--webui-port", str(master_page))
        wait_until_it_listens(
            master_port,
            *start("master", "spark-class", f"{deploy}.master.Master", *host, "--port", str(master_port), *pages),
        )
        workers = [
            start(
                f"worker_{number}",
                *("spark-class", f"{deploy}.worker.Worker", *host, "--webui-port", "0", "-c", "1", "-m", "2g"),
                *("--work-dir", f"{folder}/work_{number}", master),
            )[0]
            for number in (1, 2)
        ]
        server = ThriftServer(folder, table_format, master)
        stack.callback(lambda: server.kill())
        server.start()
        yield server, workers


def project_with(table_format: str, folder: Path) -> Path:
    """A project that installs the package, and has its tables in another format than plain files."""
    shutil.copytree(CONSUMER / "models", folder / "models", dirs_exist_ok=True)
    (folder / "dbt_packages").mkdir(exist_ok=True)
    installed = folder / "dbt_packages" / PACKAGE.name
    if not installed.exists():
        installed.symlink_to(PACKAGE)
    (folder / "packages.yml").write_text(f"packages: [{{local: {PACKAGE}}}]")
    text = (CONSUMER / "dbt_project.yml").read_text(encoding="utf-8")
    before, after = text.split("\nmodels:\n  api_call_volume:\n")
    (folder / "dbt_project.yml").write_text(before + PROJECT.format(table_format=table_format) + after)
    return folder


@dataclass
class SparkWarehouse(Warehouse):
    """The same project, built on Spark, in the session of this process."""

    schema: str = "api_call_volume"
    table_format: str = "parquet"

    def __post_init__(self) -> None:
        if self.table_format != "parquet":
            self.project = project_with(self.table_format, self.folder / "project")
        super().__post_init__()

    def profiles(self, profile: str) -> str:
        return PROFILES.format(profile=profile, schema=self.schema)

    @contextlib.contextmanager
    def one_connection(self) -> Iterator[None]:
        """Nothing: there is a session already."""
        yield

    def rows(self, query: str) -> list[dict[str, Any]]:
        session = SparkSession.active()
        session.catalog.setCurrentDatabase(self.schema)
        return [row.asDict() for row in session.sql(query).collect()]

    def execute(self, script: str) -> None:
        """Runs SQL statements, which must not contain a semicolon."""
        session = SparkSession.active()
        for statement in script.split(";"):
            # A plain table that is only dropped leaves its files in Iceberg's catalog, and can't be created again.
            purge = " purge" if self.table_format == "iceberg" and statement.strip().startswith("drop table") else ""
            if statement.strip():
                session.sql(statement + purge)

    def files(self, table: str) -> list[str]:
        """The files that a table consists of."""
        if self.table_format == "iceberg":
            return sorted(row["file_path"] for row in self.rows(f"select file_path from {self.schema}.{table}.files"))
        session = SparkSession.active()
        session.catalog.refreshTable(f"{self.schema}.{table}")
        return sorted(session.table(f"{self.schema}.{table}").inputFiles())

    def copy_of(self, other: Warehouse, tables: Mapping[str, str]) -> None:
        """
        Appends rows of raw tables (name -> condition) from a DuckDB warehouse: dbt-spark's seeds lose nulls in a
        session, and take minutes.
        """
        for table, where in tables.items():
            file = self.folder / f"{table}.parquet"
            other.execute(f"copy (select * from {table} where {where}) to '{file}'")
            self.execute(
                f"create schema if not exists {self.schema};"
                f"create table if not exists {self.schema}.{table} using parquet as "
                f"select * from parquet.`{file}` where false;"
                f"insert into {self.schema}.{table} select * from parquet.`{file}`;"
            )
            file.unlink()

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        file_of_rows = self.folder / "rows.json"
        with file_of_rows.open("w", encoding="utf-8") as file:
            for row in rows:
                texts = {name: None if value is None else str(value) for name, value in zip(columns, row, strict=True)}
                file.write(json.dumps(texts) + "\n")
        types = {f"`{name}`": data_type.replace("varchar", "string") for name, data_type in columns.items()}
        self.execute(
            f"create schema if not exists {table.split('.')[0]};"
            f"create table if not exists {table} ({', '.join(f'{n} {t}' for n, t in types.items())}) using parquet;"
            f"create or replace temporary view loaded ({', '.join(f'{name} string' for name in types)})"
            f" using json options (path '{file_of_rows}');"
            f"insert into {table} select {', '.join(f'cast({n} as {t})' for n, t in types.items())} from loaded;"
        )
        file_of_rows.unlink()


@dataclass
class ServerWarehouse(SparkWarehouse):
    """The same project, built through a Thrift server."""

    server: ThriftServer = field(kw_only=True)

    def profiles(self, profile: str) -> str:
        return PROFILES_OF_SERVER.format(profile=profile, port=self.server.port, schema=self.schema)

    @contextlib.contextmanager
    def cursor(self) -> Iterator[Any]:
        configuration = {"set:spark.sql.session.timeZone": "UTC"}
        with contextlib.closing(
            hive.connect("127.0.0.1", self.server.port, auth="NOSASL", configuration=configuration)
        ) as connection:
            yield connection.cursor()

    def execute(self, script: str) -> None:
        with self.cursor() as cursor:
            for statement in script.split(";"):
                if statement.strip():
                    cursor.execute(statement)

    def rows(self, query: str) -> list[dict[str, Any]]:
        with self.cursor() as cursor:
            cursor.execute(f"use {self.schema}")
            cursor.execute(query)
            names = [column[0] for column in cursor.description]
            dates = [number for number, column in enumerate(cursor.description) if column[1] == "DATE_TYPE"]
            found = [list(row) for row in cursor.fetchall()]
        for row in found:
            for number in dates:
                row[number] = row[number] and date.fromisoformat(row[number])
        return [dict(zip(names, row, strict=True)) for row in found]
