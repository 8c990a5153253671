"""The sample's engagement marts, damaged on purpose: exactly the data tests that should find the damage fail."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from harness.spec.marts import ENGAGEMENT_MARTS
from harness.warehouses.duckdb import Warehouse

pytestmark = pytest.mark.long
SINGULAR = [
    "api_engagement_is_what_the_routes_say",
    "engagement_of_longer_periods_lies_between_days",
    "engagement_marts_hold_what_their_inputs_say",
    "engagement_has_the_calendar_of_volume",
    "every_account_with_engagement_is_in_the_scorecard",
    "every_product_event_has_a_time",
    "inputs_still_have_the_rows_that_counted",
    "internal_accounts_are_in_all_marts_or_in_none",
]
ROUTES, PERIODS, INPUTS, CALENDAR, SCORECARD, TIMES, IN_RAW, INTERNAL = SINGULAR
A_DAY = "select max(period_start) from {} where period_grain = 'day' and numerator > 0 and numerator_api > 0"


def grain(mart: str) -> str:
    return f"unique_grain_{mart}_period_grain__period_start__account_id"


def share(mart: str) -> str:
    return f"rate_is_consistent_{mart}_period_grain__period_start__account_id__denominator__numerator__rate__1e_06"


@dataclass(frozen=True)
class Mutation:
    """SQL that damages a table, and exactly the tests that must fail."""

    table: str
    sql: str
    expected: frozenset[str]


def mutation(table: str, sql: str, *expected: str) -> Mutation:
    return Mutation(table, sql.replace("{}", table), frozenset(expected))


MUTATIONS = {
    "a day is gone": mutation(
        "fct_search_usage",
        f"delete from {{}} where period_grain = 'day' and period_start = ({A_DAY})",
        ROUTES,
        PERIODS,
        SCORECARD,
        INPUTS,
    ),
    "an account twice": mutation(
        "fct_collaboration",
        "insert into {} select * from {} where account_id = 'willow'",
        grain("fct_collaboration"),
        PERIODS,
    ),
    "an account twice, in months": mutation(
        "fct_search_usage",
        "insert into {} select * from {} where account_id = 'oak' and period_grain = 'month'",
        grain("fct_search_usage"),
    ),
    "days begin a day late": mutation(
        "fct_search_usage",
        "update {} set period_start = period_start + 1 where period_grain = 'day'",
        ROUTES,
        PERIODS,
        SCORECARD,
        INPUTS,
        CALENDAR,
    ),
    "weeks begin a day late": mutation(
        "fct_notification_interaction",
        "update {} set period_start = period_start + 1 where period_grain = 'week'",
        PERIODS,
        SCORECARD,
        INPUTS,
        CALENDAR,
    ),
    "a rate above 1": mutation(
        "fct_content_consumption",
        "update {} set rate = 1.5 where period_grain = 'month' and account_id = 'aspen'",
        share("fct_content_consumption"),
        SCORECARD,
    ),
    "a numerator above its denominator": mutation(
        "fct_notification_interaction",
        "update {} set numerator = denominator + 1, rate = (denominator + 1.0) / denominator"
        " where period_grain = 'month' and denominator > 0 and account_id = 'aspen'",
        share("fct_notification_interaction"),
        PERIODS,
        SCORECARD,
    ),
    "a rate of 0 where there is none": mutation(
        "fct_search_usage",
        "update {} set rate = 0 where denominator = 0 and period_grain = 'month'",
        share("fct_search_usage"),
        SCORECARD,
    ),
    "an account that nobody knows": mutation(
        "fct_search_usage",
        "update {} set account_id = 'nobody' where account_id = 'oak'",
        ROUTES,
        SCORECARD,
    ),
    "calls of a day": mutation(
        "fct_search_usage",
        f"update {{}} set numerator_api = numerator_api + 1 where period_grain = 'day' and period_start = ({A_DAY})",
        ROUTES,
        PERIODS,
    ),
    "calls of a month": mutation(
        "fct_content_consumption",
        "update {} set numerator_api = numerator_api + 1 where period_grain = 'month' and account_id = 'aspen'",
        PERIODS,
    ),
    "calls of another kind": mutation(
        "int_api_feature_calls",
        "update {} set feature = 'search' where feature = 'collaboration'",
        ROUTES,
        "unique_grain_int_api_feature_calls_date_day__account_id__feature",
        INPUTS,
    ),
    "an account without scorecard": mutation(
        "fct_engagement_scorecard", "delete from {} where account_id = 'oak'", SCORECARD
    ),
    "a scorecard twice": mutation(
        "fct_engagement_scorecard",
        "insert into {} select * from {} where account_id = 'oak'",
        grain("fct_engagement_scorecard"),
    ),
    "another volume in the scorecard": mutation(
        "fct_engagement_scorecard",
        "update {} set api_calls = api_calls + 1 where account_id = 'oak' and period_grain = 'week'",
        SCORECARD,
    ),
    "another rate in the scorecard": mutation(
        "fct_engagement_scorecard",
        "update {} set collaboration_rate = 1 - collaboration_rate"
        " where account_id = 'aspen' and period_grain = 'month' and collaboration_rate not in (0, 0.5)",
        SCORECARD,
    ),
    "a scorecard of an account that nobody knows": mutation(
        "fct_engagement_scorecard",
        "insert into {} select * replace ('nobody' as account_id, 0 as api_calls, null as search_usage_rate,"
        " null as collaboration_rate, null as content_consumption_rate, null as notification_interaction_rate)"
        " from {} where account_id = 'oak' and period_grain = 'month'",
        SCORECARD,
    ),
    "an account that is not in its dimension": mutation(
        "dim_accounts", "delete from {} where account_id = 'oak'", SCORECARD
    ),
    "a scorecard without its last week": mutation(
        "fct_engagement_scorecard",
        "delete from {} where period_start > (select max(period_start) - 7 from {})",
        SCORECARD,
        INPUTS,
    ),
    "a mart without its last week": mutation(
        "fct_content_consumption",
        "delete from {} where period_grain <> 'month' and period_start > (select max(period_start) - 7 from {})",
        ROUTES,
        PERIODS,
        SCORECARD,
        INPUTS,
    ),
    "an event without a time": mutation(
        "sample_product_events",
        "update {} set occurred_at = null where event_id = (select min(event_id) from {})",
        TIMES,
        IN_RAW,
    ),
    "a mart older than its input": mutation(
        "int_product_events",
        "insert into {} select * replace ('one more' as row_key) from {} where session_id is not null limit 1",
        INPUTS,
        IN_RAW,
    ),
    "a month that is not complete": mutation(
        "fct_collaboration",
        "update {} set is_complete_period = false where period_grain = 'month' and is_complete_period"
        " and period_start = (select min(period_start) from {} where period_grain = 'month')",
        INPUTS,
        CALENDAR,
    ),
    "an internal account whose events are left out": mutation(
        "sample_accounts",
        "alter table {} add column is_internal varchar(5);"
        " update {} set is_internal = 'true' where account_id = (select min(account_id) from fct_api_calls_daily"
        " where account_id not in (select account_id from int_product_events)"
        " and account_id in (select account_id from {}))",
        INTERNAL,
    ),
    "nothing at all": mutation("fct_search_usage", "select 1"),
}


@pytest.fixture(scope="module")
def built(sample: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> tuple[Warehouse, Path]:
    """A copy of the sample to damage, and its undamaged database."""
    return sample.copy(tmp_path_factory.mktemp("mutations")), sample.database


def failed_tests(warehouse: Warehouse) -> set[str]:
    """Runs the tests of engagement. Returns the names of those that failed or warned."""
    wanted = [*SINGULAR, *(f"{mart},test_type:generic" for mart in [*ENGAGEMENT_MARTS, "int_api_feature_calls"])]
    return warehouse.failed_tests("--select", *wanted)


@pytest.mark.parametrize("what", MUTATIONS)
def test_exactly_the_right_tests_fail(
    built: tuple[Warehouse, Path], what: str, record_property: Callable[[str, object], None]
) -> None:
    warehouse, as_built = built
    shutil.copy(as_built, warehouse.database)
    chosen = MUTATIONS[what]
    with warehouse.connection() as connection:
        before = connection.execute(f"select * from {chosen.table}").fetchall()
        connection.execute(chosen.sql)
        is_changed = connection.execute(f"select * from {chosen.table}").fetchall() != before
    failed = failed_tests(warehouse)
    print(f"\n{what} ({chosen.table}) | {', '.join(sorted(chosen.expected))} | {', '.join(sorted(failed))}")
    assert is_changed == bool(chosen.expected), "the mutation changes nothing"
    assert failed == chosen.expected
    record_property("mutations of engagement marts found", int(is_changed))
