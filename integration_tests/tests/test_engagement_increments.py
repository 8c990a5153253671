"""Increments of the engagement marts: what they must rebuild and what they must not touch, one trap per test."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from harness.histories.engagement import COLUMNS
from harness.spec.marts import ENGAGEMENT_MARTS
from harness.warehouses.duckdb import CONSUMER, Warehouse, copy_of_package
from harness.warehouses.postgres import PostgresWarehouse

pytestmark = pytest.mark.scenarios

INPUTS = ["int_product_events", "int_notifications", "int_satisfaction_responses", "int_outcomes"]
SOURCES = {
    "api_call_sources": [{"name": "calls", "format": "columns", "source": "histories.h000"}],
    "engagement_sources": {name: {"source": f"engagement_of_histories.{name}"} for name in COLUMNS},
}
CALLS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "account_id": "varchar",
    "http_request_method": "varchar",
    "http_route": "varchar",
    "loaded_at": "timestamp",
}

# Also that of a rate which a test adds.
GRAIN = ENGAGEMENT_MARTS["fct_search_usage"]
# The others are views of these.
TABLES = [mart for mart, grain in ENGAGEMENT_MARTS.items() if grain == GRAIN]
KEPT = [*INPUTS, "int_api_feature_calls", *TABLES]


class Engagement:
    """A warehouse with one account, `a`, which searches and gets a notification in February and in March."""

    def __init__(
        self,
        folder: Path,
        project: Path = CONSUMER,
        rates: Sequence[str] = (),
        routes: Sequence[str] = (),
        warehouse: Warehouse | None = None,
    ) -> None:
        self.marts = [*TABLES, *(f"fct_{rate}" for rate in rates)]
        self.warehouse = warehouse or Warehouse(folder, project)
        self.warehouse.vars = SOURCES
        self.warehouse.load(
            "histories.h000",
            CALLS,
            [
                (f"c{number}", "2026-03-01 12:00", "a", "GET", route, "2026-03-02 03:00")
                for number, route in enumerate(["/search", *routes])
            ],
        )
        for name in COLUMNS:
            self.load(name)
        for month in ("02", "03"):
            at = f"2026-{month}-10 10:00"
            self.load("product_events", self.event(f"search {month}", at, "search"))
            self.load("notifications", (f"n{month}", at, f"2026-{month}-11", "a"))
            self.load("satisfaction_responses", (f"r{month}", at, f"2026-{month}-11", "a", "csat", "5"))
            self.load("outcomes", (f"o{month}", at, "a", "revenue", "10"))
        self.load("content_items", ("manual", None, None, None))
        self.warehouse.dbt("build")

    @staticmethod
    def event(id: str, at: str, name: str, about: str | None = None, loaded_at: str | None = None) -> tuple[Any, ...]:
        return (id, at, loaded_at or at, "a", "u", f"session {id}", name, about, None)

    def load(self, name: str, *rows: tuple[Any, ...]) -> None:
        types = {column: "timestamp" if column == "loaded_at" else "varchar" for column in COLUMNS[name]}
        self.warehouse.load(f"engagement_of_histories.{name}", types, rows)

    def sql(self, name: str, statement: str) -> None:
        self.warehouse.execute(statement.format(f"engagement_of_histories.{name}"))

    def contents(self) -> dict[str, list[dict[str, Any]]]:
        return {table: self.warehouse.rows(f"select rowid, * from {table} order by rowid") for table in KEPT}

    def cell(self, mart: str, month: int) -> dict[str, Any]:
        return self.warehouse.mart(mart, GRAIN)["month", date(2026, month, 1), "a"]

    def assert_is_a_full_refresh(self) -> None:
        before = {mart: self.warehouse.mart(mart, GRAIN) for mart in self.marts}
        self.warehouse.dbt("run", "--full-refresh")
        assert before == {mart: self.warehouse.mart(mart, GRAIN) for mart in self.marts}


def test_a_run_without_news_writes_nothing(tmp_path: Path) -> None:
    engagement = Engagement(tmp_path)
    before = engagement.contents()
    engagement.warehouse.dbt("run")
    assert engagement.contents() == before


def test_a_late_action_rebuilds_the_months_of_its_notification_and_no_other(tmp_path: Path) -> None:
    engagement = Engagement(tmp_path)
    mart = "fct_notification_interaction"
    action = engagement.event("late", "2026-02-16 10:00", "notification_action", "n02", loaded_at="2026-03-12")
    engagement.load("product_events", action)
    _, said = engagement.warehouse.dbt("run")
    assert f"{mart}: 3 periods to build" in said  # the day, the week and the month of February
    assert engagement.cell(mart, 2)["numerator"] == 1
    assert engagement.cell(mart, 3)["numerator"] == 0
    engagement.assert_is_a_full_refresh()


def test_events_that_are_purged_stay_counted(tmp_path: Path) -> None:
    engagement = Engagement(tmp_path)
    before = engagement.contents()
    # An earlier copy of a notification counts until it is purged; outcomes are a current state.
    for name in ("product_events", "satisfaction_responses"):
        engagement.sql(name, "delete from {} where loaded_at < '2026-03-01'")
    engagement.sql("notifications", "update {} set delivered_at = '2026-02-12' where loaded_at < '2026-03-01'")
    engagement.warehouse.dbt("run")
    assert engagement.contents() == before
    # Nothing rebuilds the tables from what is left of raw, whatever is selected or declared.
    passed, said = engagement.warehouse.dbt("run", "--full-refresh", must_pass=False)
    assert not passed
    for name in ("product_events", "notifications", "satisfaction_responses"):
        assert f"Input `{name}`, dated from 2026-02-10 to 2026-02-10: 1 of 2 rows." in said
    assert "Input `outcomes`" not in said
    events: dict[str, Any] = {**SOURCES["engagement_sources"]}  # type: ignore[dict-item]
    events["product_events"] = {**events["product_events"], "columns": {"event_id": "upper(event_id)"}}
    del events["notifications"]
    changed = {"engagement_sources": events}
    passed, said = engagement.warehouse.dbt("run", "--select", "int_notifications", vars=changed, must_pass=False)
    assert not passed
    assert "What a full refresh would lose" in said
    assert "Input `product_events`: 1 of 2 rows." in said
    assert "Input `notifications` (not declared), dated from 2026-02-10 to 2026-03-10: 2 of 2 rows." in said
    assert engagement.contents() == before
    engagement.warehouse.dbt("run", "--full-refresh", "--select", "fct_search_usage")
    assert engagement.contents()["int_product_events"] == before["int_product_events"]


def with_sync_mode(mode: str) -> dict[str, Any]:
    """The vars, with a sync mode for the inputs whose raw tables have a `loaded_at`."""
    sources: dict[str, Any] = SOURCES["engagement_sources"]  # type: ignore[assignment]
    return {
        "engagement_sources": {
            name: source | ({"sync_mode": mode} if "loaded_at" in COLUMNS[name] else {})
            for name, source in sources.items()
        }
    }


@pytest.mark.parametrize("kind", ["duckdb", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_rows_of_an_input_that_change_or_go_are_told_or_taken(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """Under `append` a promise names them; under `truncate_load` they stay; under `upsert` they are those of raw."""
    if kind == "postgres":
        engagement = Engagement(tmp_path, warehouse=PostgresWarehouse(tmp_path, port=request.getfixturevalue("port")))
    else:
        engagement = Engagement(tmp_path)
    # Deleted; updated with its load time; updated, with a later one.
    engagement.sql("product_events", "delete from {} where event_id = 'search 02'")
    later = "score = '1', responded_at = '2026-02-12'"
    engagement.sql("satisfaction_responses", f"update {{}} set {later} where response_id = 'r02'")
    engagement.sql("notifications", "update {} set account_id = 'b', loaded_at = '2026-03-12' where account_id = 'a'")
    passed, said = engagement.warehouse.dbt("build", vars={"printed_failing_rows": 9}, must_pass=False)
    assert not passed
    for name, counted, gone, changed in (
        ("product_events", 1, 1, 0),
        ("satisfaction_responses", 1, 0, 1),
        ("notifications", 2, 1, 0),  # of another account, it is another notification
    ):
        assert (
            f"engagement_sources.{name}, date 2026-02-10: {counted} rows count. Of these, raw no longer has "
            f"{gone}, and has {changed} only with other values." in said
        )
        assert f"set `sync_mode: upsert` in engagement_sources.{name};" in said
    before = engagement.cell("fct_engagement_scorecard", 2)
    engagement.warehouse.dbt("build", vars={"raw_retention_days": 1})
    engagement.warehouse.dbt("build", vars=with_sync_mode("truncate_load"))
    assert engagement.cell("fct_engagement_scorecard", 2) == before
    assert before["csat_rate"] == 1
    # Rows that were loaded before raw_retention_days stay as they were.
    engagement.warehouse.dbt("build", vars={**with_sync_mode("upsert"), "raw_retention_days": 1})
    assert engagement.cell("fct_engagement_scorecard", 2) == before
    engagement.warehouse.dbt("build", vars=with_sync_mode("upsert"))
    assert ("month", date(2026, 2, 1), "a") not in engagement.warehouse.mart("fct_search_usage")
    assert engagement.cell("fct_engagement_scorecard", 2)["csat_rate"] == 0
    assert engagement.warehouse.mart("fct_notification_interaction", GRAIN)["month", date(2026, 2, 1), "b"]
    engagement.warehouse.vars = SOURCES | with_sync_mode("upsert")
    engagement.assert_is_a_full_refresh()


@pytest.mark.long
def test_a_row_that_is_gone_from_an_input_without_loaded_at_is_deleted(tmp_path: Path) -> None:
    engagement = Engagement(tmp_path)
    engagement.sql("outcomes", "delete from {} where outcome_id = 'o02'")
    engagement.sql("content_items", "delete from {}")
    engagement.warehouse.dbt("build")
    assert engagement.cell("fct_engagement_scorecard", 2)["revenue"] == 0
    assert engagement.cell("fct_engagement_scorecard", 3)["revenue"] == 10
    assert engagement.warehouse.mart("fct_content_consumption").keys() == set()
    engagement.assert_is_a_full_refresh()


@pytest.mark.long
def test_reprocessed_days_are_those_of_raw(tmp_path: Path) -> None:
    engagement = Engagement(tmp_path)
    # Of the two copies, that of February counts. Once it is removed, the other counts, which is not of these days.
    engagement.load("product_events", engagement.event("search 02", "2026-03-05 10:00", "search"))
    engagement.warehouse.dbt("run")
    assert engagement.cell("fct_search_usage", 2)["numerator"] == 1
    engagement.sql("product_events", "delete from {} where occurred_at = '2026-02-10 10:00'")
    engagement.sql("satisfaction_responses", "update {} set score = '1' where response_id = 'r02'")
    engagement.warehouse.dbt("run")
    assert engagement.cell("fct_search_usage", 2)["numerator"] == 1
    # Of an updated row and the existing one, either may be the first copy: only reprocessing takes what raw has now.
    engagement.warehouse.dbt("build", vars={"reprocess_from": "2026-02-01", "reprocess_to": "2026-02-28"})
    assert ("month", date(2026, 2, 1), "a") not in engagement.warehouse.mart("fct_search_usage")
    assert engagement.cell("fct_search_usage", 3)["numerator"] == 2
    assert engagement.cell("fct_engagement_scorecard", 2)["csat_rate"] == 0
    engagement.assert_is_a_full_refresh()


@pytest.mark.long
def test_other_features_and_thresholds_change_existing_rows(tmp_path: Path) -> None:
    engagement = Engagement(tmp_path)
    assert engagement.cell("fct_search_usage", 3)["numerator_api"] == 1
    assert engagement.cell("fct_engagement_scorecard", 3)["activity_level"] == "low"
    engagement.warehouse.load(
        "engagement_of_histories.api_features",
        dict.fromkeys(("http_request_method", "http_route", "feature"), "varchar"),
        [("GET", "/search", "content_read")],
    )
    engagement.warehouse.vars = {
        **SOURCES,
        "api_features_relation": {"source": "engagement_of_histories.api_features"},
        "high_calls_per_day": 0.01,
    }
    engagement.warehouse.dbt("build")
    assert engagement.cell("fct_search_usage", 3)["numerator_api"] == 0
    assert engagement.cell("fct_content_consumption", 3)["numerator_api"] == 1
    assert engagement.cell("fct_engagement_scorecard", 3)["activity_level"] == "high"
    engagement.assert_is_a_full_refresh()


@pytest.mark.long
def test_another_reading_of_an_input_stops_the_run(tmp_path: Path) -> None:
    engagement = Engagement(tmp_path)
    before = engagement.contents()
    sources: dict[str, Any] = SOURCES["engagement_sources"]  # type: ignore[assignment]
    events = {**sources["product_events"], "where": "event_name <> 'search'"}
    changed = {"engagement_sources": {**sources, "product_events": events}}
    passed, said = engagement.warehouse.dbt("run", vars=changed, must_pass=False)
    assert not passed
    assert "`where` of input `product_events` changed" in said
    fewer = {name: source for name, source in sources.items() if name != "notifications"}
    passed, said = engagement.warehouse.dbt("run", vars={"engagement_sources": fewer}, must_pass=False)
    assert not passed
    assert "input `notifications` is no longer declared" in said
    assert engagement.contents() == before
    engagement.warehouse.dbt("run", "--full-refresh", vars=changed)
    assert ("month", date(2026, 2, 1), "a") not in engagement.warehouse.mart("fct_search_usage")


# A fifth and a sixth rate: the declaration, and what their marts count where fct_collaboration counts users.
DECLARATION = """
        '{name}': {{
            'mart': 'fct_{name}',
            'feature': '{feature}',
            'routes': [('GET', '*/{feature}')],
            'counted': {{'model': 'int_product_events', 'where': 'user_id is not null'}},
            'in_scorecard': {in_scorecard},
        }},"""
MORE_RATES = {
    "export_adoption": ("export", "true", "count(distinct case when event_name = 'export' then user_id end)"),
    "comments_per_user": ("comment", "false", "sum(case when event_name = 'comment' then 1 else 0 end)"),
}
USERS = "count(distinct case when event_name = 'collaboration' and target_user_id <> user_id then user_id end)"
A_SHARE = re.compile(r"      # Rounded to six decimals.*?(?=    columns:)", re.DOTALL)


def with_more_rates(package: Path) -> Path:
    """A project that installs a copy of the package with two more rates, one of them in the scorecard."""
    rates = package / "macros/engagement/engagement_rates.sql"
    marts = package / "models/marts/engagement"
    model, yml = ((marts / f"fct_collaboration.{suffix}").read_text() for suffix in ("sql", "yml"))
    for name, (feature, in_scorecard, numerator) in MORE_RATES.items():
        declared = DECLARATION.format(name=name, feature=feature, in_scorecard=in_scorecard)
        rates.write_text(replaced(rates.read_text(), "{{ return({", "{{ return({" + declared))
        own = replaced(
            replaced(model, "engagement_rates().collaboration", f"engagement_rates().{name}"), USERS, numerator
        )
        (marts / f"fct_{name}.sql").write_text(own)
        own = replaced(
            replaced(yml, "- name: fct_collaboration", f"- name: fct_{name}"), "{{ doc('collaboration') }}", name
        )
        if in_scorecard == "false":
            own = replaced(own, A_SHARE.findall(own)[0], "")
        (marts / f"fct_{name}.yml").write_text(own)
    scorecard = marts / "fct_engagement_scorecard.yml"
    column = "      - name: csat_responses\n"
    of_fifth = "      - {name: export_adoption_rate, data_type: 'decimal(28,6)', description: Users who export.}\n"
    scorecard.write_text(replaced(scorecard.read_text(), column, of_fifth + column))
    return package / "integration_tests"


def replaced(text: str, right: str, other: str) -> str:
    assert text.count(right) == 1, f"the files of a rate have changed: {right}"
    return text.replace(right, other)


@pytest.mark.long
def test_a_fifth_and_a_sixth_rate_take_a_mart_and_a_declaration(tmp_path: Path) -> None:
    project = with_more_rates(copy_of_package(tmp_path))
    engagement = Engagement(tmp_path / "built", project, list(MORE_RATES), ["/v1/export"])
    assert engagement.cell("fct_export_adoption", 3)["numerator_api"] == 1
    assert engagement.cell("fct_search_usage", 3)["numerator_api"] == 1
    assert engagement.cell("fct_comments_per_user", 2)["numerator"] == 0
    late = [("e", "export"), ("c1", "comment"), ("c2", "comment")]
    engagement.load(
        "product_events", *(engagement.event(id, "2026-02-12 10:00", name, loaded_at="2026-03-12") for id, name in late)
    )
    _, said = engagement.warehouse.dbt("build")
    for name in MORE_RATES:
        assert f"fct_{name}: 3 periods to build" in said  # the day, the week and the month of February
    assert engagement.cell("fct_export_adoption", 2)["rate"] == 1
    assert engagement.cell("fct_export_adoption", 3)["rate"] == 0
    assert engagement.cell("fct_comments_per_user", 2)["rate"] == 2
    scorecard = engagement.cell("fct_engagement_scorecard", 2)
    assert scorecard["export_adoption_rate"] == 1
    assert "comments_per_user_rate" not in scorecard
    engagement.assert_is_a_full_refresh()
