"""The sample, built as a newcomer builds it, with all tests of the package: every cell of every mart is right."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same
from harness.progress import say
from harness.spec.account_trees import parents_of, tree_calls
from harness.spec.arrivals import arrivals
from harness.spec.engagement import Rules, csv_rows, recompute_engagement, sample_inputs
from harness.spec.insight import recompute_insight, sample_insight_inputs
from harness.spec.logs import sample_calls
from harness.spec.marts import DIMENSIONS, GRAINS
from harness.spec.volume import Settings, counted_calls, first_incomplete_day, recompute
from harness.warehouses.duckdb import PACKAGE, Warehouse
from harness.warehouses.what_ran import is_exposure
from pictures.rows import QUERIES, digest, drawn_from, rows_of

OTHER_SETTINGS: dict[str, tuple[dict[str, Any], Rules]] = {
    "new-york": (
        {
            "reporting_timezone": "America/New_York",
            "week_start_day": "sunday",
            "first_call_date": "2026-01-15",
            "notification_window_days": 1,
            "high_calls_per_day": 3,
            "high_success_rate": 0.9,
            "high_csat_rate": 0.9,
            "high_nps": 50,
        },
        Rules(1, 3, 0.9, 0.9, 50),
    ),
    "kolkata": (
        {"reporting_timezone": "Asia/Kolkata", "week_start_day": "Saturday", "deduplication_window_days": 0},
        Rules(),
    ),
}


def cells_as_recomputed(warehouse: Warehouse, vars: Mapping[str, Any], rules: Rules) -> int:
    """Asserts that plain Python recomputes every cell of the marts from the sample's files. Returns how many cells
    there are."""
    settings = Settings.from_vars(("edge", "partner"), vars)
    calls = list(sample_calls(PACKAGE / "seeds"))
    volume = recompute(calls, settings)
    inputs = sample_inputs(PACKAGE / "seeds")
    complete_before = first_incomplete_day(calls, settings)
    engagement = recompute_engagement(inputs, volume, complete_before, settings, rules)
    insight_inputs = sample_insight_inputs(PACKAGE / "seeds")
    arrived = arrivals(calls, settings)
    insight = recompute_insight(volume, complete_before, settings, inputs, insight_inputs, arrived)
    parents = parents_of(csv_rows(PACKAGE / "seeds" / "sample_accounts.csv"))
    trees = {"fct_account_tree_calls": tree_calls(counted_calls(calls, settings), parents, settings, complete_before)}
    say(f"{len(calls):,} raw rows recomputed in plain Python")
    return assert_same(
        volume | engagement | insight | trees, warehouse.marts(name for name in GRAINS if name not in DIMENSIONS)
    )


def test_every_cell_is_as_recomputed(sample: Warehouse, record_property: Callable[[str, object], None]) -> None:
    cells = cells_as_recomputed(sample, {}, Rules())
    record_property("cells of the sample compared with plain Python", cells)
    assert cells > 200_000


def test_duckdb_can_spill_what_is_grouped_of_counted_calls(sample: Warehouse) -> None:
    """It keeps the rows of a CTE that is named twice, and then nothing of the groups: larger data ran out of memory."""
    plan = sample.rows("explain select account_id, count(*) as calls from int_counted_api_calls group by account_id")
    text = " ".join(str(value) for row in plan for value in row.values())
    assert "int_duplicated_api_calls" in text
    assert "CTE" not in text


def test_the_pictures_of_insight_show_the_sample(sample: Warehouse) -> None:
    """Else `make pictures` draws them again: look at them, and at what docs/insight.md says about them."""
    with sample.one_connection():
        of_sample = {picture: digest(rows_of(picture, sample.rows)) for picture in QUERIES}
    assert of_sample == {picture: drawn_from(picture) for picture in QUERIES}


def test_every_rule_has_passed(sample: Warehouse, record_property: Callable[[str, object], None]) -> None:
    results = json.loads((sample.folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    assert {result["status"] for result in results if not is_exposure(result)} == {"success", "pass"}
    ran = Counter(result["unique_id"].split(".")[0] for result in results)
    record_property("rules shown by unit tests", ran["unit_test"])
    record_property("data tests of the package passed", ran["test"])
    manifest = json.loads((sample.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    assert ran["unit_test"] == len(manifest["unit_tests"]) > 0
    assert ran["test"] == sum(node["resource_type"] == "test" for node in manifest["nodes"].values()) > 0


def test_the_example_of_a_wrong_sum_has_its_numbers(sample: Warehouse) -> None:
    page = (PACKAGE / "docs" / "summing.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```sql\n(-- wrong.*?)```", page, re.S)
    wrong, right = (sample.rows(query)[0]["previous_calls"] for query in example.split("\n\n"))
    assert f"In the sample, {wrong:,.0f} calls instead of {right:,.0f}" in example
    assert wrong < right


def test_the_findings_tell_the_story_and_nothing_else(sample: Warehouse) -> None:
    page = (PACKAGE / "docs" / "insight.md").read_text(encoding="utf-8")
    told = [
        tuple(cell.strip().strip("`") for cell in row.strip("|").split("|"))
        for row in re.findall(r"^(\| 2026-.*\|)$", page, re.M)
    ]
    findings = sample.rows(
        """
        select
            first_found_week, account_id, finding, max(weeks_open) as weeks,
            max(case when weeks_open = 1 then calls_at_stake end) as calls
        from fct_findings where finding <> 'over_quota_ahead' group by all
        """
    )
    found = {
        (
            str(row["first_found_week"]),
            row["account_id"] or "",
            row["finding"],
            str(row["weeks"]),
            f"{row['calls']:,.0f}",
        )
        for row in findings
    }
    assert found == {row[:5] for row in told}
    assert sample.rows("select date_week, account_id from fct_findings where finding = 'over_quota_ahead'") == (
        sample.rows("select max(date_week) as date_week, 'birch' as account_id from fct_account_health")
    )


def test_dates_say_from_where_to_where_facts_are(sample: Warehouse) -> None:
    [called] = sample.rows("select min(date_day) as first_day, max(date_day) as last_day from fct_api_calls_daily")
    dates = sample.rows("select date_day, has_facts from dim_dates")
    marked = {row["date_day"] for row in dates if row["has_facts"]}
    assert len(marked) == (called["last_day"] - called["first_day"]).days + 1 < len(dates)
    assert (min(marked), max(marked)) == (called["first_day"], called["last_day"])


@pytest.mark.long
@pytest.mark.parametrize(("vars", "rules"), OTHER_SETTINGS.values(), ids=OTHER_SETTINGS)
def test_every_cell_is_as_recomputed_under_other_settings(
    tmp_path: Path, vars: dict[str, Any], rules: Rules, record_property: Callable[[str, object], None]
) -> None:
    warehouse = Warehouse(tmp_path, PACKAGE, vars)
    warehouse.dbt("build")
    cells = cells_as_recomputed(warehouse, vars, rules)
    record_property("cells of the sample compared with plain Python", cells)
    assert cells > 200_000
