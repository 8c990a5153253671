"""Spark: a session in this process, or a cluster of the tests' own on loopback, ended by its own pids."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyspark.sql import SparkSession

from harness.warehouse import Warehouse

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
# Small data: few tasks, and no web pages.
CONFIGURATION = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.session.timeZone": "UTC",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}

# A session gives its timestamps in the zone of this process.
os.environ["TZ"] = "UTC"
time.tzset()


@contextlib.contextmanager
def session() -> Iterator[SparkSession]:
    """A session in this process, with a catalog and tables in a folder of its own; dbt finds it and uses it."""
    with tempfile.TemporaryDirectory(prefix="spark-") as folder:
        builder = SparkSession.builder.master("local[2]").config("spark.driver.memory", "3g")
        for name, value in (CONFIGURATION | {"spark.sql.warehouse.dir": folder}).items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()


@dataclass
class SparkWarehouse(Warehouse):
    """The same project, built on Spark, in the session of this process."""

    schema: str = "api_call_volume"

    def profiles(self, profile: str) -> str:
        return PROFILES.format(profile=profile, schema=self.schema)

    def rows(self, query: str) -> list[dict[str, Any]]:
        session = SparkSession.active()
        session.catalog.setCurrentDatabase(self.schema)
        return [row.asDict() for row in session.sql(query).collect()]

    def execute(self, script: str) -> None:
        """Run SQL statements, each of which ends with a semicolon at the end of its line."""
        session = SparkSession.active()
        for statement in script.split(";\n"):
            if statement.strip():
                session.sql(statement)

    def copy_of(self, other: Warehouse, tables: Iterable[str]) -> None:
        """Raw tables as they are in a DuckDB warehouse: dbt-spark's seeds lose nulls, and take minutes."""
        self.execute(f"create schema if not exists {self.schema};\n")
        for table in tables:
            file = self.folder / f"{table}.parquet"
            other.execute(f"copy {table} to '{file}'")
            self.execute(f"create table {self.schema}.{table} using parquet as select * from parquet.`{file}`;\n")

    def load(self, table: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        landed = self.folder / "landed.json"
        with landed.open("w", encoding="utf-8") as file:
            for row in rows:
                texts = {name: None if value is None else str(value) for name, value in zip(columns, row, strict=True)}
                file.write(json.dumps(texts) + "\n")
        types = {name: data_type.replace("varchar", "string") for name, data_type in columns.items()}
        self.execute(
            f"create schema if not exists {table.split('.')[0]};\n"
            f"create table if not exists {table} ({', '.join(f'{n} {t}' for n, t in types.items())}) using parquet;\n"
            f"create or replace temporary view landed ({', '.join(f'{name} string' for name in types)})"
            f" using json options (path '{landed}');\n"
            f"insert into {table} select {', '.join(f'cast({n} as {t})' for n, t in types.items())} from landed;\n"
        )
        landed.unlink()
