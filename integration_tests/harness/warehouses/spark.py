"""Spark: a session in this process, or a cluster that the tests start on loopback, ended by its pids."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyspark
from pyhive import hive
from pyspark.sql import SparkSession

from harness.warehouses.duckdb import Warehouse

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
PROFILES_OF_CLUSTER = """
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
      server_side_parameters: {{spark.sql.session.timeZone: UTC}}
"""
# Small data: few tasks, no code generation, no web pages.
CONFIGURATION = {
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:ReservedCodeCacheSize=256m",
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

WAIT = 300

# A session returns timestamps in the time zone of this process.
os.environ["TZ"] = "UTC"
time.tzset()


@contextlib.contextmanager
def session(settings: Mapping[str, str] | None = None) -> Iterator[SparkSession]:
    """A session in this process, with its catalog and tables in its own folder; dbt uses the session."""
    with tempfile.TemporaryDirectory(prefix="spark-") as folder:
        builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "4g")
        for name, value in (CONFIGURATION | {"spark.sql.warehouse.dir": folder} | dict(settings or {})).items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()


@dataclass
class Cluster:
    """A master, two workers of one core each, and a Thrift server that runs dbt's statements on them."""

    port: int
    workers: list[subprocess.Popen[bytes]]
    log: Path  # of the Thrift server

    def errors(self) -> str:
        """The last lines of the Thrift server that name an error."""
        lines = self.log.read_text(errors="replace").splitlines()
        return "\n".join(line[:500] for line in lines if "Error" in line or "Exception" in line)[-6000:]


def free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


def wait_until_it_listens(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + WAIT
    while True:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert process.poll() is None, log.read_text()[:6000]
        assert time.monotonic() < until, f"nothing listened in {WAIT} s:\n{log.read_text()[:6000]}"
        time.sleep(0.5)


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """A running cluster, with its metastore and tables in its own folder; its processes end with the block."""
    programs = Path(pyspark.__file__).parent / "bin"
    with tempfile.TemporaryDirectory(prefix="spark-cluster-") as folder, contextlib.ExitStack() as stack:
        master_port, master_page, thrift_port = free_ports(3)
        environment = os.environ | {
            "SPARK_HOME": str(programs.parent),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_LOCAL_DIRS": folder,
            "SPARK_CONF_DIR": folder,
            "SPARK_DAEMON_MEMORY": "1g",
        }

        def start(name: str, *command: str) -> tuple[subprocess.Popen[bytes], Path]:
            log = Path(folder) / f"{name}.log"
            process = subprocess.Popen(
                [str(programs / command[0]), *command[1:]],
                stdout=log.open("wb"),
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=environment,
            )
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
        settings = CONFIGURATION | {
            "spark.executor.memory": "1g",
            "spark.executor.extraJavaOptions": CONFIGURATION["spark.driver.extraJavaOptions"],
            "spark.sql.warehouse.dir": f"{folder}/warehouse",
            "spark.hadoop.javax.jdo.option.ConnectionURL": f"jdbc:derby:;databaseName={folder}/metastore;create=true",
            "spark.hadoop.hive.exec.scratchdir": f"{folder}/scratch",
            "spark.hadoop.hive.exec.local.scratchdir": f"{folder}/scratch",
        }
        hive_settings = {
            "hive.server2.authentication": "NOSASL",
            "hive.server2.thrift.bind.host": "127.0.0.1",
            "hive.server2.thrift.port": str(thrift_port),
        }
        server = [
            *(
                "spark-submit",
                "--master",
                master,
                "--class",
                "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2",
            ),
            *(option for name, value in settings.items() for option in ("--conf", f"{name}={value}")),
            "spark-internal",
            *(option for name, value in hive_settings.items() for option in ("--hiveconf", f"{name}={value}")),
        ]
        process, log = start("server", *server)
        wait_until_it_listens(thrift_port, process, log)
        yield Cluster(thrift_port, workers, log)


@dataclass
class SparkWarehouse(Warehouse):
    """The same project, built on Spark, in the session of this process."""

    schema: str = "api_call_volume"

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
            if statement.strip():
                session.sql(statement)

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
class ClusterWarehouse(SparkWarehouse):
    """The same project, built on a cluster through its Thrift server."""

    port: int = 10000

    def profiles(self, profile: str) -> str:
        return PROFILES_OF_CLUSTER.format(profile=profile, port=self.port, schema=self.schema)

    @contextlib.contextmanager
    def cursor(self) -> Iterator[Any]:
        configuration = {"spark.sql.session.timeZone": "UTC"}
        with contextlib.closing(
            hive.connect("127.0.0.1", self.port, auth="NOSASL", configuration=configuration)
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
