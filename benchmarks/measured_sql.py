"""A SQL script run in a schema of a DuckDB file, and what it cost: `measured_sql.py RESULT DATABASE SCHEMA SCRIPT`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import duckdb
from measured_dbt import most_memory_mb


def main() -> None:
    result_file, database, schema, script = sys.argv[1:]
    with duckdb.connect(database, config={"storage_compatibility_version": "v1.4.0"}) as connection:
        connection.execute(f"use {schema}")
        started = time.perf_counter()
        for statement in Path(script).read_text().split(";\n"):
            if statement.strip():
                connection.execute(statement)
        seconds = time.perf_counter() - started
    Path(result_file).write_text(
        json.dumps({"seconds": seconds, "elapsed": seconds, "work": seconds, "memory_mb": most_memory_mb()})
    )


if __name__ == "__main__":
    main()
