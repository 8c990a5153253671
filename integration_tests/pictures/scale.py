"""The measurements in benchmarks/scale.jsonl, and their table in docs/scaling.md. Without the plotting library."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

from pictures.rows import FOLDER, PACKAGE

MEASUREMENTS = PACKAGE / "benchmarks" / "scale.jsonl"
PAGE = PACKAGE / "docs" / "scaling.md"
CHART = FOLDER / "scale.svg"
BEGIN, END = "<!-- scale: begin -->\n", "<!-- scale: end -->"
NAMES = {"duckdb": "DuckDB", "spark": "Spark with Iceberg", "clickhouse": "ClickHouse"}
HEAD = [
    "| warehouse | rows of raw | first build | memory | temporary files | tables and raw | one more day | memory |",
    "|---|---|---|---|---|---|---|---|",
]

Measurement = dict[str, Any]


def measured() -> list[Measurement]:
    return [json.loads(line) for line in MEASUREMENTS.read_text(encoding="utf-8").splitlines()]


def duration(seconds: float) -> str:
    """In seconds up to two minutes, then in minutes."""
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.1f} min".replace(".0 min", " min")


def gigabytes(megabytes: float) -> str:
    return f"{megabytes / 1024:.1f} GB"


def table() -> str:
    """A row for each warehouse and size."""
    rows = []
    for line in measured():
        full, day = line["full_build"], line["one_more_day"]
        cells = [
            NAMES[line["warehouse"]],
            f"{full['rows'] / 1e6:.1f} M",
            duration(full["seconds"]),
            gigabytes(full["memory_mb"]),
            gigabytes(full["temporary_mb"]),
            gigabytes(line["stored_mb"]),
            f"{day['rows'] / 1e3:,.0f} k rows: {duration(day['seconds'])}",
            gigabytes(day["memory_mb"]),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([*HEAD, *rows, ""])


def with_table(page: str) -> str:
    """The page with the table of the measurements."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END, 1)[1]


def digest() -> str:
    return hashlib.sha256(MEASUREMENTS.read_bytes()).hexdigest()[:12]


def drawn_from() -> str:
    """What the committed chart was drawn from."""
    return str(re.findall(r"<metadata>drawn from (\w+)</metadata>", CHART.read_text(encoding="utf-8"))[0])
