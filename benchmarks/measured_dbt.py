"""One dbt command as a scheduled job runs it, and what it cost: `measured_dbt.py RESULT COMMAND…`.

Writes to RESULT, as JSON: `seconds` of the whole command, those of dbt's run without parsing (`elapsed`), those
its queries took in the warehouse (`work`), how much of each table they read (`tables_read`), the nodes' seconds, and
the most memory it held.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from dbt.adapters.duckdb.environments.local import DuckDBCursorWrapper
from dbt.cli.main import dbtRunner


class Queries:
    """What the queries of this process took: seconds, and how much of each table they read (2.5: twice and a half)."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.shares: dict[str, float] = defaultdict(float)
        execute: Any = DuckDBCursorWrapper.execute

        def profiled(wrapper: Any, sql: str, bindings: Any = None) -> Any:
            started = time.perf_counter()
            result = execute(wrapper, sql, bindings)
            self.seconds += time.perf_counter() - started
            profile = json.loads(wrapper._cursor.get_profiling_information("json") or "{}")
            for operator in profile.get("operator", []):
                self.add(operator)
            return result

        setattr(DuckDBCursorWrapper, "execute", profiled)  # noqa: B010  # mypy takes the plain assignment for a slip

    def add(self, operator: dict[str, Any]) -> None:
        said = operator.get("extra_info", {})
        if "Table" in said:
            read, of = (int(groups) for groups in said.get("Row Groups Scanned", "1 / 1").split(" / "))
            self.shares[said["Table"].split(".")[-1]] += read / max(of, 1)
        for child in operator.get("children", []):
            self.add(child)


def most_memory_mb() -> float:
    """The most memory this process has held, in MB."""
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def main() -> None:
    result_file, *command = sys.argv[1:]
    queries = Queries()
    started = time.perf_counter()
    result = dbtRunner().invoke([*command, "--quiet", "--no-use-colors", "--no-send-anonymous-usage-stats"])
    seconds = time.perf_counter() - started
    if not result.success:
        raise SystemExit(f"dbt {' '.join(command)} failed: {result.exception or ''}")
    nodes = getattr(result.result, "results", [])
    Path(result_file).write_text(
        json.dumps(
            {
                "seconds": seconds,
                "elapsed": getattr(result.result, "elapsed_time", seconds),
                "work": queries.seconds,
                "nodes": {node.node.name: node.execution_time for node in nodes},
                "memory_mb": most_memory_mb(),
                "tables_read": queries.shares,
            }
        )
    )


if __name__ == "__main__":
    main()
