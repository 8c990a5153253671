"""The engagement marts: each rule, in scenarios written by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from harness.comparison.marts import assert_same
from harness.spec.engagement import Inputs, Row, Rules, read, recompute_engagement, share
from harness.spec.marts import ENGAGEMENT_MARTS, VERSION
from harness.spec.volume import Call, Settings, first_incomplete_day, recompute
from harness.warehouses.duckdb import Warehouse

CALLS = {"name": "calls", "format": "columns", "source": "raw.partner_calls"}
CALL_COLUMNS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "account_id": "varchar",
    "http_request_method": "varchar",
    "http_route": "varchar",
    "http_response_status_code": "integer",
    "call_count": "integer",
    "loaded_at": "timestamp",
}
COLUMNS = {
    "product_events": [
        "event_id",
        "occurred_at",
        "account_id",
        "user_id",
        "session_id",
        "event_name",
        "object_id",
        "target_user_id",
        "loaded_at",
    ],
    "notifications": ["notification_id", "delivered_at", "account_id"],
    "content_items": ["item_id", "account_id", "available_from", "available_to"],
    "satisfaction_responses": ["response_id", "responded_at", "account_id", "survey", "score"],
    "outcomes": ["outcome_id", "occurred_at", "account_id", "outcome", "amount"],
    "api_features": ["http_request_method", "http_route", "feature"],
}
numbers = count(1)


def event(
    account: str | None,
    at: str | None,
    name: str,
    about: str | None = None,
    *,
    event_id: str | None = "",
    user: str | None = "u1",
    session: str | None = "s1",
    target: str | None = None,
    loaded_at: str | None = "2026-03-30",
) -> tuple[str | None, ...]:
    """An event with an id of its own, unless an id or None is given."""
    event_id = f"e{next(numbers)}" if event_id == "" else event_id
    return (event_id, at, account, user, session, name, about, target, loaded_at)


EVENTS = [
    event("loaded twice", "2026-03-02 10:00", "search", event_id="twice", loaded_at="2026-03-03"),
    event("loaded twice", "2026-03-02 10:00", "search", event_id="twice", loaded_at="2026-03-04"),
    event("loaded twice", "2026-03-02 11:00", "page_view", session="s2"),
    event("re-dated", "2026-03-01 00:30", "search", event_id="re-dated", loaded_at="2026-03-02"),
    event("re-dated", "2026-02-28 23:00", "search", event_id="re-dated", loaded_at="2026-03-03"),
    event("no id", "2026-03-02 10:00", "search", event_id=None, loaded_at="2026-03-03"),
    event("no id", "2026-03-02 10:00", "search", event_id=None, loaded_at="2026-03-04"),
    event("no id", "2026-03-02 10:00", "search", event_id=None, session="s2"),
    event("no session", "2026-03-02 10:00", "search", session=None),
    event("no session", "2026-03-02 10:00", "page_view"),
    event("over midnight", "2026-03-02 23:59", "search"),
    event("over midnight", "2026-03-03 00:01", "page_view"),
    event("no time", None, "search"),
    event("no readable time", "soon", "search"),
    event(None, "2026-03-02 10:00", "search"),
    event("no user", "2026-03-02 10:00", "collaboration", user=None, target="u2"),
    event("with himself", "2026-03-02 10:00", "collaboration", target="u1"),
    event("with nobody", "2026-03-02 10:00", "collaboration"),
    event("with another", "2026-03-02 10:00", "collaboration", target="u2"),
    event("with another", "2026-03-03 10:00", "collaboration", target="u3"),
    event("with another", "2026-03-03 10:00", "page_view", user="u2", session="s2"),
    event("before delivery", "2026-03-02 09:59:59", "notification_action", "n1"),
    event("at delivery", "2026-03-02 10:00", "notification_action", "n2"),
    event("before the end", "2026-03-09 09:59:59", "notification_action", "n3"),
    event("at the end", "2026-03-09 10:00", "notification_action", "n4"),
    event("with another", "2026-03-02 11:00", "notification_action", "n5"),
    event("acted twice", "2026-03-02 11:00", "notification_action", "n6"),
    event("acted twice", "2026-03-02 12:00", "notification_action", "n6", user="u2", session="s2"),
    event("delivered twice", "2026-03-21 10:00", "notification_action", "n7"),
    event("delivered before", "2026-03-01 10:00", "notification_action", "n8"),
    event("reader", "2026-03-03 10:00", "content_read", "manual"),
    event("reader", "2026-03-04 10:00", "content_read", "manual"),
    event("reader", "2026-03-10 23:00", "content_read", "ended"),
    event("reader", "2026-03-08 00:00", "content_read", "some days of March"),
    event("reader", "2026-03-08 00:00", "content_read", "to come"),
    event("reader", "2026-03-08 00:00", "content_read", "of another"),
    event("reader", "2026-03-08 00:00", "content_read", "nowhere"),
    event("reader", "2026-03-08 00:00", "page_view", "some days of March"),
    event("late reader", "2026-03-03 10:00", "content_read", "past"),
]
NOTIFICATIONS = [
    ("n1", "2026-03-02 10:00", "before delivery"),
    ("n2", "2026-03-02 10:00", "at delivery"),
    ("n3", "2026-03-02 10:00", "before the end"),
    ("n4", "2026-03-02 10:00", "at the end"),
    ("n5", "2026-03-02 10:00", "acted on by another"),
    ("n6", "2026-03-02 10:00", "acted twice"),
    ("n7", "2026-03-20 10:00", "delivered twice"),
    ("n7", "2026-03-02 10:00", "delivered twice"),
    ("n8", "2026-02-28 10:00", "delivered before"),
    ("n9", None, "never delivered"),
    (None, "2026-03-02 10:00", "no notification"),
]
ITEMS = [
    ("manual", None, None, None),
    ("ended", "reader", None, "2026-03-10"),
    ("some days of March", "reader", "2026-03-05", "2026-03-07"),
    ("to come", "reader", "2026-04-01", None),
    ("of another", "with another", None, None),
    ("past", "late reader", "2026-01-01", "2026-02-10"),
    (None, "reader", None, None),
]
RESPONSES = [
    ("r1", "2026-03-02 10:00", "asked", "csat", "5"),
    ("r1", "2026-03-02 10:00", "asked", "csat", "5"),
    ("r2", "2026-03-02 10:00", "asked", "CSAT", "4"),
    ("r3", "2026-03-02 10:00", "asked", "csat", "2"),
    ("r4", "2026-03-02 10:00", "asked", "csat", "6"),
    ("r5", "2026-03-02 10:00", "asked", "csat", "0"),
    ("r6", "2026-03-02 10:00", "asked", "csat", "good"),
    ("r7", "2026-03-02 10:00", "asked", "csat", None),
    ("r8", "2026-03-02 10:00", "asked", "ces", "5"),
    ("r9", "2026-03-02 10:00", "asked", "nps", "10"),
    ("r10", "2026-03-02 10:00", "asked", "nps", "9"),
    ("r11", "2026-03-02 10:00", "asked", "nps", "7"),
    ("r12", "2026-03-02 10:00", "asked", "nps", "6"),
    ("r13", "2026-03-02 10:00", "asked", "nps", "11"),
    ("r14", "2026-03-02 10:00", "asked", "nps", "-1"),
    ("r15", None, "asked", "nps", "0"),
    ("r16", "2026-03-04 10:00", "said it again", "csat", "1"),
    ("r16", "2026-03-03 10:00", "said it again", "csat", "5"),
    (None, "2026-03-02 10:00", "anonymous", "csat", "1"),
    (None, "2026-03-02 10:00", "anonymous", "csat", "1"),
    ("r17", "2026-03-02 10:00", "anonymous", "csat", "5"),
    ("r18", "2026-03-02 10:00", "detractor", "nps", "0"),
]
OUTCOMES = [
    ("o1", "2026-03-02 10:00", "sold to", "conversion", None),
    ("o2", "2026-03-02 10:00", "sold to", "Renewal", None),
    ("o2", "2026-03-02 10:00", "sold to", "Renewal", None),
    ("o3", "2026-03-02 10:00", "sold to", "revenue", "100.5"),
    (None, "2026-03-02 10:00", "sold to", "revenue", "0.25"),
    (None, "2026-03-02 10:00", "sold to", "revenue", "0.25"),
    ("o4", "2026-03-02 10:00", "sold to", "revenue", "1e30"),
    ("o5", "2026-03-02 10:00", "sold to", "revenue", "much"),
    ("o6", "2026-03-02 10:00", "sold to", "conversion", "7"),
    ("o7", "2026-03-02 10:00", "sold to", "upsell", "7"),
    ("o8", None, "sold to", "conversion", None),
    ("o9", "2026-03-31 10:00", "busy and gone", "churn", None),
    ("o10", "2026-03-31 10:00", "gone", "churn", None),
]
FEATURES = [
    ("get", "*/search", "search"),
    (None, "/v1/*", "content_read"),
    (None, "/~team/notes", "collaboration"),
    (None, "/50%/a_b", "notification_action"),
]
# Account, month, method, route, status, calls.
API_CALLS = [
    ("busy", 3, "GET", "/v1/items", 200, 310),
    ("busy and gone", 3, "GET", "/other", 200, 310),
    ("almost busy", 3, "GET", "/other", 200, 309),
    ("failing", 2, "GET", "/other", 200, 100),
    ("failing", 3, "GET", "/other", 200, 319),
    ("failing", 3, "GET", "/other", 500, 81),
    ("back again", 1, "GET", "/other", 200, 10),
    ("back again", 3, "GET", "/other", 200, 10),
    ("searches by API", 3, "GET", "/v1/items/search", 404, 5),
    ("searches by API", 3, "POST", "/items/search", 200, 7),
    ("notes by API", 3, "POST", "/~team/notes", 200, 3),
    ("acts by API", 3, "POST", "/50%/a_b", 200, 2),
    ("acts by API", 3, "POST", "/50 or so/a_b", 200, 4),
    ("acts by API", 3, "POST", "/50%/axb", 200, 8),
    ("detractor", 3, "GET", "/other", 200, 1),
]
# Of March: numerator, denominator, numerator_api; None where there is no row.
EXPECTED_RATES: dict[str, dict[str, tuple[int, int, int] | None]] = {
    "fct_search_usage": {
        "loaded twice": (1, 2, 0),
        "re-dated": None,
        "no id": (2, 2, 0),
        "no session": (0, 1, 0),
        "over midnight": (1, 1, 0),
        "no time": None,
        "no readable time": None,
        "(unattributed)": (1, 1, 0),
        "no user": (0, 1, 0),
        "searches by API": (0, 0, 5),
        "busy": None,
    },
    "fct_collaboration": {
        "no user": None,
        "no session": (0, 1, 0),
        "with himself": (0, 1, 0),
        "with nobody": (0, 1, 0),
        "with another": (1, 2, 0),
        "notes by API": (0, 0, 3),
    },
    "fct_notification_interaction": {
        "before delivery": (0, 1, 0),
        "at delivery": (1, 1, 0),
        "before the end": (1, 1, 0),
        "at the end": (0, 1, 0),
        "acted on by another": (0, 1, 0),
        "with another": None,
        "acted twice": (1, 1, 0),
        "delivered twice": (0, 1, 0),
        "delivered before": None,
        "never delivered": None,
        "no notification": None,
        "acts by API": (0, 0, 2),
    },
    "fct_content_consumption": {
        "reader": (2, 3, 0),
        "late reader": (0, 1, 0),
        "with another": (0, 2, 0),
        "at delivery": (0, 1, 0),
        "acted on by another": None,
        "busy": (0, 0, 310),
        "searches by API": None,
    },
}
EXPECTED_SCORECARDS: dict[str, Row] = {
    "asked": {
        "csat_responses": 3,
        "csat_rate": share(2, 3),
        "nps_responses": 4,
        "nps": 25,
        "value_level": "high",
        "conversions": 0,
        "api_calls": 0,
        "previous_period_calls": None,
        "success_rate": None,
        "activity_value_quadrant": "low_activity_high_value",
    },
    "said it again": {"csat_responses": 1, "csat_rate": 1, "nps_responses": 0, "nps": None, "value_level": "high"},
    "anonymous": {"csat_responses": 3, "csat_rate": share(1, 3), "value_level": "low"},
    "detractor": {"nps": -100, "success_rate": 1, "value_level": "low"},
    "sold to": {
        "conversions": 2,
        "renewals": 1,
        "churns": 0,
        "revenue": Decimal("101"),
        "value_level": None,
        "activity_value_quadrant": None,
        "csat_responses": 0,
        "csat_rate": None,
    },
    "busy": {
        "api_calls": 310,
        "previous_period_calls": None,
        "change_ratio": None,
        "churns": 0,
        "revenue": 0,
        "content_consumption_rate": None,
        "activity_value_quadrant": "high_activity_high_value",
    },
    "busy and gone": {"churns": 1, "success_rate": 1, "activity_value_quadrant": "high_activity_low_value"},
    "gone": {"churns": 1, "api_calls": 0, "activity_value_quadrant": "low_activity_low_value"},
    "almost busy": {"activity_level": "low", "activity_value_quadrant": "low_activity_high_value"},
    "failing": {
        "previous_period_calls": 100,
        "change_ratio": 3,
        "success_rate": share(319, 400),
        "activity_value_quadrant": "high_activity_low_value",
    },
    "back again": {"previous_period_calls": 0, "change_ratio": None, "api_calls": 10},
    "loaded twice": {"search_usage_rate": 0.5, "collaboration_rate": 0, "value_level": None},
    "reader": {"content_consumption_rate": share(2, 3), "notification_interaction_rate": None},
    "searches by API": {"search_usage_rate": None, "success_rate": share(7, 12)},
}


def api_call_rows() -> list[tuple[Any, ...]]:
    return [
        (f"c{number}", datetime(2026, month, 15, 12), account, method, route, status, calls, datetime(2026, 4, 1, 3))
        for number, (account, month, method, route, status, calls) in enumerate(API_CALLS)
    ]


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(
        tmp_path_factory.mktemp("scenario"),
        vars={
            "api_call_sources": [CALLS],
            "engagement_sources": {name: {"source": f"raw.{name}"} for name in COLUMNS if name != "api_features"},
            "api_features_relation": {"source": "raw.api_features"},
        },
    )
    warehouse.load("raw.partner_calls", CALL_COLUMNS, api_call_rows())
    for name, rows in raw_rows().items():
        warehouse.load(f"raw.{name}", dict.fromkeys(COLUMNS[name], "varchar"), rows)
    warehouse.dbt("build")
    return warehouse


def raw_rows() -> dict[str, list[Any]]:
    return {
        "product_events": EVENTS,
        "notifications": NOTIFICATIONS,
        "content_items": ITEMS,
        "satisfaction_responses": RESPONSES,
        "outcomes": OUTCOMES,
        "api_features": FEATURES,
    }


@pytest.mark.parametrize("mart", EXPECTED_RATES)
def test_numerators_and_denominators_are_as_written_by_hand(scenario: Warehouse, mart: str) -> None:
    cells = scenario.mart(mart)
    for account, expected in EXPECTED_RATES[mart].items():
        cell = cells.get(("month", date(2026, 3, 1), account))
        if expected is None:
            assert cell is None, account
        else:
            assert cell, account
            assert (cell["numerator"], cell["denominator"], cell["numerator_api"]) == expected, account
            assert cell["rate"] == share(*expected[:2]), account


@pytest.mark.parametrize("account", EXPECTED_SCORECARDS)
def test_a_scorecard_is_as_written_by_hand(scenario: Warehouse, account: str) -> None:
    mart, key = "fct_engagement_scorecard", ("month", date(2026, 3, 1), account)
    expected, cell = EXPECTED_SCORECARDS[account], scenario.mart("fct_engagement_scorecard")[key]
    assert_same({mart: {key: expected}}, {mart: {key: {column: cell[column] for column in expected}}})


def test_what_is_in_another_month_or_day_counts_there(scenario: Warehouse) -> None:
    assert scenario.mart("fct_search_usage")["month", date(2026, 2, 1), "re-dated"]["numerator"] == 1
    followed = scenario.mart("fct_notification_interaction")
    assert followed["month", date(2026, 2, 1), "delivered before"]["numerator"] == 1
    searches = scenario.mart("fct_search_usage")
    by_day = [searches["day", date(2026, 3, day), "over midnight"] for day in (2, 3)]
    assert [(day["numerator"], day["denominator"]) for day in by_day] == [(1, 1), (0, 1)]
    churned = scenario.mart("fct_engagement_scorecard")
    assert churned["week", date(2026, 3, 30), "gone"]["churns"] == 1
    assert ("month", date(2026, 4, 1), "gone") not in churned


def test_every_cell_of_the_scenario_is_as_recomputed(
    scenario: Warehouse, record_property: Callable[[str, object], None]
) -> None:
    columns = [column for column in CALL_COLUMNS if column != "call_count"]
    calls = [
        Call(
            source_name="calls",
            deduplication_key=row[0],
            call_count=Decimal(row[6]),
            **{column: dict(zip(CALL_COLUMNS, row, strict=True))[column] for column in columns},
        )
        for row in api_call_rows()
    ]
    inputs = Inputs(
        **{
            name: [{c: read(c, value or "") for c, value in zip(COLUMNS[name], row, strict=True)} for row in rows]
            for name, rows in raw_rows().items()
        }
    )
    settings = Settings(("calls",))
    expected = recompute_engagement(
        inputs, recompute(calls, settings), first_incomplete_day(calls, settings), settings, Rules()
    )
    record_property("cells of engagement", assert_same(expected, scenario.marts(ENGAGEMENT_MARTS)))


@pytest.mark.long
def test_an_input_that_is_not_declared_is_null_and_not_0(tmp_path: Path) -> None:
    warehouse = Warehouse(
        tmp_path,
        vars={
            "api_call_sources": [CALLS],
            "engagement_sources": {"product_events": {"source": "raw.product_events", "where": "event_id <> 'twice'"}},
        },
    )
    warehouse.load("raw.partner_calls", CALL_COLUMNS, api_call_rows())
    warehouse.load("raw.product_events", dict.fromkeys(COLUMNS["product_events"], "varchar"), EVENTS)
    warehouse.dbt("build")
    cell = warehouse.mart("fct_engagement_scorecard")["month", date(2026, 3, 1), "loaded twice"]
    assert {column: value for column, value in cell.items() if value is not None and column != VERSION} == {
        "api_calls": 0,
        "search_usage_rate": 0,  # without the search, which `where` leaves out
        "collaboration_rate": 0,
        "activity_level": "low",
        "is_complete_period": True,
    }
    notifications = warehouse.rows("select sum(denominator) as n from fct_notification_interaction")
    assert notifications == [{"n": None}]


OUTCOMES_ALONE = {"engagement_sources": {"outcomes": {"source": "raw.outcomes"}}}
FEATURES_OF_CALLS = {"api_features_relation": {"source": "raw.api_features"}}


@pytest.mark.parametrize(
    ("declared", "is_built"),
    [
        pytest.param(OUTCOMES_ALONE, False, id="outcomes"),
        pytest.param({**OUTCOMES_ALONE, **FEATURES_OF_CALLS}, True, id="outcomes, and features of calls"),
        pytest.param(FEATURES_OF_CALLS, False, id="features of calls alone", marks=pytest.mark.long),
    ],
)
def test_adoption_is_measured_where_an_input_says_which_features_are_used(
    tmp_path: Path, declared: dict[str, Any], is_built: bool
) -> None:
    warehouse = Warehouse(tmp_path, vars={"api_call_sources": [CALLS], **declared})
    _, listed = warehouse.dbt("--quiet", "ls", "--resource-type", "model")
    assert "fct_account_health" in listed
    assert ("fct_feature_adoption" in listed) == is_built


def test_without_an_input_there_are_no_engagement_marts(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path, vars={"api_call_sources": [CALLS]})
    warehouse.load("raw.partner_calls", CALL_COLUMNS, api_call_rows())
    _, printed = warehouse.dbt("build")
    built = {row["table_name"] for row in warehouse.rows("select table_name from information_schema.tables")}
    assert "fct_api_calls_monthly" in built
    assert not built & {*ENGAGEMENT_MARTS, "int_product_events", "int_api_feature_calls", "fct_feature_adoption"}
    assert "engagement" not in printed
    assert warehouse.rows("select count(*) as accounts from dim_accounts") == [{"accounts": 9}]


EVENTS_SOURCE = {"source": "raw.product_events"}
WRONG: dict[str, tuple[Any, list[str]]] = {
    "not a mapping": ("raw.product_events", ["`engagement_sources`", "not a mapping", "`name: {source:"]),
    "unknown sync mode": (
        {"product_events": {**EVENTS_SOURCE, "sync_mode": "merge"}},
        ["`engagement_sources.product_events.sync_mode`", "`merge` is not one", "append, upsert, truncate_load"],
    ),
    "sync mode of a state": (
        {"content_items": {**EVENTS_SOURCE, "sync_mode": "append"}},
        ["`engagement_sources.content_items.sync_mode`", "reads all of it"],
    ),
    "unknown input": ({"events": EVENTS_SOURCE}, ["`engagement_sources.events`", "no such input", "product_events"]),
    "neither source nor ref": (
        {"product_events": {"columns": {"event_name": "event"}}},
        ["`engagement_sources.product_events`", "neither a `source` nor a `ref`", "`{ref: model_name}`"],
    ),
    "source and ref": (
        {"product_events": {**EVENTS_SOURCE, "ref": "events"}},
        ["`engagement_sources.product_events`", "both a `source` and a `ref`"],
    ),
    "no dbt source": (
        {"product_events": {"source": "product_events"}},
        ["`engagement_sources.product_events.source`", "source_name.table_name"],
    ),
    "unknown key": (
        {"product_events": {**EVENTS_SOURCE, "column": {}}},
        ["`engagement_sources.product_events.column`", "no such key", "source, ref, columns, where, sync_mode"],
    ),
    "unknown column": (
        {"product_events": {**EVENTS_SOURCE, "columns": {"event": "event"}}},
        ["`engagement_sources.product_events.columns.event`", "no such column", "event_name"],
    ),
    "columns are a list": (
        {"product_events": {**EVENTS_SOURCE, "columns": ["event_name"]}},
        ["`engagement_sources.product_events.columns`", "not a mapping"],
    ),
}


LIMITS: dict[str, tuple[Any, list[str]]] = {
    "notification_window_days": ("a week", ["`notification_window_days`", "whole number of days"]),
    "high_calls_per_day": ("many", ["`high_calls_per_day`", "a number, 0 or more"]),
    "high_success_rate": (80, ["`high_success_rate`", "from 0 to 1"]),
    "high_csat_rate": ([0.6], ["`high_csat_rate`", "from 0 to 1"]),
    "high_nps": (250, ["`high_nps`", "from -100 to 100"]),
}


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("settings"), vars={"api_call_sources": [CALLS]})
    warehouse.load("raw.partner_calls", CALL_COLUMNS, [])
    warehouse.load("raw.product_events", dict.fromkeys(COLUMNS["product_events"], "varchar"), [])
    return warehouse


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_declaration_is_named(empty: Warehouse, case: str) -> None:
    engagement_sources, says = WRONG[case]
    assert_named(empty, {"engagement_sources": engagement_sources}, says)


@pytest.mark.parametrize("setting", LIMITS)
def test_a_wrong_limit_is_named(empty: Warehouse, setting: str) -> None:
    value, says = LIMITS[setting]
    assert_named(empty, {"engagement_sources": {"product_events": EVENTS_SOURCE}, setting: value}, says)


def assert_named(warehouse: Warehouse, vars: dict[str, Any], says: list[str]) -> None:
    succeeded, printed = warehouse.check_settings(vars)
    assert not succeeded
    for text in says:
        assert text in printed, printed


@pytest.mark.long
@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_declaration_stops_the_run(empty: Warehouse, case: str) -> None:
    engagement_sources, says = WRONG[case]
    assert_stops(empty, {"engagement_sources": engagement_sources}, says)


@pytest.mark.long
@pytest.mark.parametrize("setting", LIMITS)
def test_a_wrong_limit_stops_the_run(empty: Warehouse, setting: str) -> None:
    value, says = LIMITS[setting]
    assert_stops(empty, {"engagement_sources": {"product_events": EVENTS_SOURCE}, setting: value}, says)


def assert_stops(warehouse: Warehouse, vars: dict[str, Any], says: list[str]) -> None:
    succeeded, printed = warehouse.dbt("run", vars=vars, must_pass=False)
    assert not succeeded
    for text in says:
        assert text in printed, printed
    tables = warehouse.rows("select table_name from information_schema.tables where table_schema <> 'raw'")
    assert tables == []
