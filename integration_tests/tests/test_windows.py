"""Marts computed from a window of earlier periods: a late row rebuilds every period whose window has it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from harness.warehouses.duckdb import Warehouse, copy_of_package

pytestmark = pytest.mark.long
CALLS = {"event_id": "varchar", "occurred_at": "timestamp", "account_id": "varchar", "loaded_at": "timestamp"}
# The calls of a week and of the four weeks before it.
MART = """
{{ config(unique_key='date_week', contract={'enforced': false}, meta={'rows_where': 'data_version is not null'}) }}
{%- do api_call_volume.table_layout('date_week', []) %}
{%- set weeks = api_call_volume.ledger_versions_query('week') %}
{%- set versions = VERSIONS %}
{%- set weeks_to_build = api_call_volume.periods_to_build(versions, 'week', ['fct_api_calls_daily']PERIODS_BEFORE) %}

with

weeks as (
    {{ api_call_volume.periods_query(versions, weeks_to_build, 'date_week') }}
),

daily_calls as (
    select * from {{ ref('fct_api_calls_daily') }}
    where {{ api_call_volume.in_periods(weeks_to_build, periods_before=4) }}
)

select
    weeks.date_week,
    sum(daily_calls.api_calls) as api_calls,
    weeks.is_complete_period,
    weeks.data_version
from weeks
left join daily_calls
    on
        daily_calls.date_day < {{ api_call_volume.next_period_start('weeks.date_week', 'week') }}
        and daily_calls.date_day >= {{ api_call_volume.next_period_start('weeks.date_week', 'week', -4) }}
group by weeks.date_week, weeks.is_complete_period, weeks.data_version
"""
# data_version covers the window; or it covers the week alone, and periods_before makes the window due, too.
MARTS = {
    "fct_covered_weeks": ("api_call_volume.windowed_versions_query(weeks, periods_before=4)", ""),
    "fct_shown_weeks": ("weeks", ", periods_before=4"),
}


def week(number: int) -> date:
    return date(2026, 1, 5) + timedelta(weeks=number - 1)


def of_weeks(warehouse: Warehouse, mart: str, column: str) -> dict[int, Any]:
    rows = warehouse.rows(f"select * from {mart}")
    return {(row["date_week"] - week(1)).days // 7 + 1: row[column] for row in rows}


def changed(before: dict[int, Any], after: dict[int, Any]) -> set[int]:
    return {number for number in {*before, *after} if before.get(number) != after.get(number)}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """One call in each of ten weeks except the fourth."""
    folder = tmp_path_factory.mktemp("windows")
    package = copy_of_package(folder)
    for mart, (versions, periods_before) in MARTS.items():
        sql = MART.replace("VERSIONS", versions).replace("PERIODS_BEFORE", periods_before)
        (package / f"models/marts/volume/{mart}.sql").write_text(sql)
    sources = [{"name": "calls", "format": "columns", "source": "histories.h000"}]
    warehouse = Warehouse(folder / "built", package / "integration_tests", {"api_call_sources": sources})
    calls = [(f"c{number}", week(number), "a", "2026-03-20 03:00") for number in range(1, 11) if number != 4]
    warehouse.load("histories.h000", CALLS, calls)
    warehouse.dbt("build")
    return warehouse


@pytest.mark.parametrize(("late", "rebuilt"), [(2, {2, 3, 5, 6}), (4, {4, 5, 6, 7, 8})])
def test_a_late_row_rebuilds_every_week_whose_window_has_it(warehouse: Warehouse, late: int, rebuilt: set[int]) -> None:
    columns = ("api_calls", "data_version")
    before = {mart: {column: of_weeks(warehouse, mart, column) for column in columns} for mart in MARTS}
    warehouse.load("histories.h000", CALLS, [(f"late {late}", week(late), "a", "2026-03-20 04:00")])
    _, said = warehouse.dbt("build")
    for mart in MARTS:
        assert f"{mart}: {len(rebuilt)} weeks to build" in said
        found = {column: changed(before[mart][column], of_weeks(warehouse, mart, column)) for column in columns}
        own = {late} if mart == "fct_shown_weeks" else rebuilt
        assert found["api_calls"] == rebuilt
        assert found["data_version"] == own
    contents = {mart: sorted(warehouse.rows(f"select * from {mart}"), key=str) for mart in MARTS}
    warehouse.dbt("run", "--full-refresh", "--select", *MARTS)
    assert contents == {mart: sorted(warehouse.rows(f"select * from {mart}"), key=str) for mart in MARTS}
