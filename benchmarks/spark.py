"""What one more day costs on Spark, a call: bytes read, shuffled and written, and files. For docs/scaling.md."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration_tests"))

from generate_api_calls import FIRST_DAY, generate
from harness.warehouses.duckdb import Warehouse
from harness.warehouses.spark import SparkWarehouse, session

CALLS_A_DAY = int(sys.argv[1]) if len(sys.argv) > 1 else 250_000
DAYS = 4
TABLES = ["int_route_calls", "int_user_calls", "int_duration_calls", "int_duplicated_api_calls", "fct_api_calls_daily"]
SOURCE = {"name": "partner", "format": "columns", "source": "raw.partner_calls"}


def totals(session: Any) -> dict[str, int]:
    """Bytes of all stages so far, and the time of their tasks."""
    no_quantiles = session._jvm.java.util.ArrayList()
    stages = (
        session._jsc.sc()
        .statusStore()
        .stageList(no_quantiles, False, False, session._sc._gateway.new_array(session._jvm.double, 0), no_quantiles)
    )
    found = dict.fromkeys(
        ["inputRecords", "shuffleWriteBytes", "shuffleWriteRecords", "outputBytes", "executorRunTime"], 0
    )
    for number in range(stages.size()):
        for name in found:
            found[name] += getattr(stages.apply(number), name)()
    return found


def main() -> None:
    with tempfile.TemporaryDirectory() as name, session(settings={"spark.ui.retainedStages": "100000"}) as spark:
        folder = Path(name)
        raw = Warehouse(folder / "raw")
        raw.execute("create schema raw")
        generate(raw.database, CALLS_A_DAY * DAYS, DAYS, "raw.partner_calls")
        warehouse = SparkWarehouse(folder / "spark", vars={"api_call_sources": [SOURCE]})
        last_day = f"loaded_at >= timestamp '{FIRST_DAY}' + interval {DAYS - 1} day"
        for condition in (f"not ({last_day})", last_day):
            file = folder / "landed.parquet"
            raw.execute(f"copy (select * from raw.partner_calls where {condition}) to '{file}'")
            warehouse.execute(
                "create schema if not exists raw;\n"
                "create table if not exists raw.partner_calls using parquet as "
                f"select * from parquet.`{file}` where false;\n"
                f"insert into raw.partner_calls select * from parquet.`{file}`;\n"
            )
            before, started = totals(spark), time.monotonic()
            warehouse.dbt("run", "--select", "package:api_call_volume")
            after = totals(spark)
            print("run", {name: after[name] - before[name] for name in after}, f"{time.monotonic() - started:.0f} s")
            print("raw rows", warehouse.rows("select count(*) as n from raw.partner_calls")[0]["n"])
        for table in TABLES:
            rows = warehouse.rows(f"select count(*) as n from {table}")[0]["n"]
            files = [Path(file.removeprefix("file:")) for file in spark.table(f"api_call_volume.{table}").inputFiles()]
            print(table, "rows", rows, "files", len(files), "bytes", sum(file.stat().st_size for file in files))


if __name__ == "__main__":
    main()
