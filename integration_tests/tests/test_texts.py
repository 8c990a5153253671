"""Numbers and times in texts: every warehouse reads the same ones, and reads them as docs/formats.md says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from harness.spec.texts import misread_texts
from harness.warehouses.duckdb import CONSUMER, Warehouse, broken_consumer

pytestmark = pytest.mark.scenarios


def test_texts_on_duckdb(tmp_path: Path, record_property: Callable[[str, Any], None]) -> None:
    wrong, found = misread_texts(Warehouse(tmp_path, CONSUMER))
    assert not wrong, "\n".join(wrong[:40])
    assert found > 900
    record_property("texts that are numbers or times", found)


@pytest.mark.postgres
def test_texts_on_postgres(tmp_path: Path, port: int) -> None:
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    assert misread_texts(PostgresWarehouse(tmp_path, CONSUMER, port=port))[0] == []


COUNTS = {"1e3": 1000, " .5 ": 0.5, "": 1, None: 1, "1,000": None, "many": None, "NaN": None, "1e30": None}


def assert_rejects(warehouse_class: Callable[..., Warehouse], folder: Path) -> None:
    """Asserts that a count that can't be read is rejected with its reason, in a table and in a log."""
    columns = {"record": "varchar", "occurred_at": "varchar", "call_count": "varchar", "duration_ms": "varchar"}
    sources: list[dict[str, Any]] = [
        {"name": "partner", "format": "columns", "source": "raw.partner_calls"},
        {
            "name": "edge",
            "format": "kong",
            "source": "raw.kong_log",
            "columns": {"call_count": "call_count", "occurred_at": "occurred_at"},
        },
    ]
    warehouse = warehouse_class(folder, CONSUMER, {"api_call_sources": sources})
    for source in sources:
        rows = [("{}", "2026-03-01T10:00Z", count, "1,5", "2026-03-02") for count in COUNTS]
        rows.append(("{}", "01/03/2026", "1", "5", "2026-03-02"))
        warehouse.load(source["source"], {**columns, "loaded_at": "timestamp"}, rows)
    warehouse.dbt("build")
    counted = sum(count for count in COUNTS.values() if count is not None)
    assert warehouse.rows("""
        select sum(api_calls) as api_calls, count(duration_ms_avg) as durations, min(first_called_at) as first_called_at
        from fct_api_calls_daily
    """) == [{"api_calls": 2 * counted, "durations": 0, "first_called_at": datetime(2026, 3, 1, 10)}]
    reasons = {"call_count_unreadable": 3, "call_count_out_of_range": 1, "occurred_at_unreadable": 1}
    for source in sources:
        rejected = warehouse.rows(f"""
            select reject_reason, count(*) as rejected_rows from fct_rejected_api_calls
            where source_name = '{source["name"]}' group by reject_reason
        """)
        assert {row["reject_reason"]: row["rejected_rows"] for row in rejected} == reasons


def test_a_count_that_cannot_be_read_is_rejected(tmp_path: Path) -> None:
    assert_rejects(Warehouse, tmp_path)


@pytest.mark.postgres
def test_a_count_that_cannot_be_read_is_rejected_on_postgres(tmp_path: Path, port: int) -> None:
    from harness.warehouses.postgres import PostgresWarehouse

    assert_rejects(partial(PostgresWarehouse, port=port), tmp_path)


@pytest.mark.long
def test_a_count_of_one_for_what_cannot_be_read_is_found(tmp_path: Path) -> None:
    unknown = "coalesce(call_count, case when not has_call_count then 1 end) as call_count"
    project = broken_consumer(
        tmp_path, "macros/formats/canonical_api_calls.sql", unknown, "coalesce(call_count, 1) as call_count"
    )
    with pytest.raises(AssertionError):
        assert_rejects(lambda folder, _, vars: Warehouse(folder, project, vars), tmp_path / "warehouse")


@pytest.mark.long
def test_a_cast_that_decides_what_a_number_is_is_found(tmp_path: Path) -> None:
    project = broken_consumer(tmp_path, "macros/dialects/number_from_text.sql", "or contains(", "and contains(")
    source = {"name": "partner", "format": "columns", "source": "raw.partner_calls"}
    wrong, _ = misread_texts(Warehouse(tmp_path / "warehouse", project, {"api_call_sources": [source]}))
    assert any("'1_000'" in text for text in wrong)
