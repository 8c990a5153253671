"""Numbers and times in texts: every warehouse reads the same ones, and reads them as docs/formats.md says."""

from __future__ import annotations

from collections import Counter
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


# A status, an outcome, and the outcome that is counted; none where the row is rejected.
RESPONSES = [
    ("200", None, "success"),
    (" 4.04e2 ", None, "client_error"),
    ("503", "", "server_error"),
    ("503", "success", "success"),
    (None, None, "aborted"),
    ("", None, "aborted"),
    (" - ", "", "aborted"),
    ("NaN", None, "aborted"),
    ("null", None, "aborted"),
    ("0", None, "aborted"),
    ("-1", " ", "aborted"),
    ("GET", None, None),
    ("200 OK", None, None),
    ("2xx", "success", None),
    ("200", "ok", None),
    (None, "Success", None),
]
COUNTS = {"1e3": 1000, " .5 ": 0.5, "": 1, None: 1, "1,000": None, "many": None, "NaN": None, "1e30": None}


def assert_rejects(warehouse_class: Callable[..., Warehouse], folder: Path) -> None:
    """Asserts that counts, statuses and outcomes that can't be read are rejected with a reason, in tables and logs."""
    read = ("occurred_at", "call_count", "duration_ms", "http_response_status_code", "outcome", "account_id")
    columns = dict.fromkeys(("record", *read), "varchar")
    sources: list[dict[str, Any]] = [
        {"name": "partner", "format": "columns", "source": "raw.partner_calls"},
        {
            "name": "edge",
            "format": "kong",
            "source": "raw.kong_log",
            "columns": {column: column for column in read if column != "duration_ms"},
        },
    ]
    warehouse = warehouse_class(folder, CONSUMER, {"api_call_sources": sources})
    for source in sources:
        rows: list[tuple[str | None, ...]] = []
        rows += [("{}", "2026-03-01T10:00Z", count, "1,5", "200", None, "counts", "2026-03-02") for count in COUNTS]
        rows.append(("{}", "01/03/2026", "1", "5", "200", None, "counts", "2026-03-02"))
        rows += [("{}", "2026-03-01T10:00Z", "1", None, *said, "responses", "2026-03-02") for *said, _ in RESPONSES]
        warehouse.load(source["source"], {**columns, "loaded_at": "timestamp"}, rows)
    warehouse.dbt("build")
    counted = sum(count for count in COUNTS.values() if count is not None)
    assert warehouse.rows("""
        select sum(api_calls) as api_calls, count(duration_ms_avg) as durations, min(first_called_at) as first_called_at
        from fct_api_calls_daily
        where account_id = 'counts'
    """) == [{"api_calls": 2 * counted, "durations": 0, "first_called_at": datetime(2026, 3, 1, 10)}]
    outcomes = Counter(outcome for *_, outcome in RESPONSES if outcome)
    found = warehouse.rows("""
        select outcome, sum(api_calls) as api_calls from int_route_calls where account_id = 'responses' group by outcome
    """)
    assert {row["outcome"]: row["api_calls"] for row in found} == {name: 2 * n for name, n in outcomes.items()}
    reasons = {"call_count_unreadable": 3, "call_count_out_of_range": 1, "occurred_at_unreadable": 1}
    reasons |= {"status_unreadable": 3, "outcome_unknown": 2}
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
