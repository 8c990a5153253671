"""Small marts that agree with each other, mutations of them, and the generic tests that must find each mutation."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from harness.warehouses.duckdb import PACKAGE, Warehouse

PROJECT = """
name: mutations
version: 1.0.0
profile: api_call_volume_integration_tests
model-paths: [models]
vars:
  api_call_volume: {week_start_day: sunday}
"""
# Fourteen days, the first a Sunday; three accounts, one of them null; two or three users per account and day.
CALLS = [
    f"(timestamp '2026-03-{day:02} 23:30:00', {account}, {account_number * 10 + user}, {5 + user}, {3 + day % 3})"
    for day in range(1, 15)
    for account_number, account in enumerate(("'acme'", "'birch'", "cast(null as varchar(20))"))
    for user in ((1, 2, 3) if day % 4 == 0 else (1, 2))
]
WEEK = "cast(date_trunc('week', called_at + interval '1 day') as date) - 1"
TABLES = f"""
create schema {{schema}};
create table {{schema}}.calls (
    called_at timestamp, account_id varchar(20), user_id integer, call_count integer, successes integer
);
insert into {{schema}}.calls values {", ".join(CALLS)};
create table {{schema}}.daily as
    select
        cast(called_at as date) as date_day,
        account_id,
        sum(call_count) as api_calls,
        sum(successes) as successful_calls,
        cast(sum(successes) as double precision) / sum(call_count) as success_rate,
        count(distinct user_id) as active_users,
        cast(called_at as date) <= cast('2026-03-12' as date) as is_complete_period
    from {{schema}}.calls
    group by 1, 2;
create table {{schema}}.weekly as
    select
        {WEEK} as date_week, account_id, sum(call_count) as api_calls, count(distinct user_id) as active_users
    from {{schema}}.calls
    group by 1, 2;
create table {{schema}}.accounts as
    select distinct account_id from {{schema}}.calls where account_id is not null;
create table {{schema}}.billed as
    select date_day as day, account_id as customer, cast(api_calls as decimal(18, 2)) as billed_calls
    from {{schema}}.daily;
create table {{schema}}.live as
    select current_date - 3 as day, 5 as calls, 5 as settled_calls
    union all
    select current_date + 1, 9, 0;
"""


def generic_tests(source: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """Test name -> the table it tests, the generic test, and its arguments."""

    def to(table: str) -> str:
        return f"source('{source}', '{table}')"

    billed = {"measure": "api_calls", "to": to("billed"), "to_measure": "billed_calls"}
    by_day = {"group_by": ["date_day"], "to_group_by": ["day"]}
    by_day_and_account = {"group_by": ["date_day", "account_id"], "to_group_by": ["day", "customer"]}
    week = {"to": to("weekly"), "column": "date_day", "to_column": "date_week", "period": "week"}
    return {
        "billed_exactly": ("daily", "reconciles_with", {**billed, **by_day_and_account}),
        "billed_to_half_a_call": ("daily", "reconciles_with", {**billed, **by_day, "absolute_tolerance": 0.5}),
        "billed_in_total_to_1_percent": ("daily", "reconciles_with", {**billed, "relative_tolerance": "1e-2"}),
        "billed_where_complete": (
            "daily",
            "reconciles_with",
            {**billed, **by_day, "complete_periods": {"column": "date_day", "where": "is_complete_period"}},
        ),
        "settled_days": (
            "live",
            "reconciles_with",
            {
                "measure": "calls",
                "to": to("live"),
                "to_measure": "settled_calls",
                "group_by": [{"settled_on": "cast(day as date)"}],
                "complete_periods": {"column": "settled_on", "days": 1},
            },
        ),
        "users_of_weeks": (
            "weekly",
            "reconciles_with",
            {
                "measure": "active_users",
                "to": to("calls"),
                "to_measure": "count(distinct user_id)",
                "group_by": ["date_week", "account_id"],
                "to_group_by": [WEEK, "account_id"],
            },
        ),
        "same_days": (
            "daily",
            "covers_the_same_periods",
            {"column": "date_day", "to": to("billed"), "to_column": "day"},
        ),
        "same_days_of_accounts": (
            "daily",
            "covers_the_same_periods",
            {
                "column": "date_day",
                "to": to("calls"),
                "to_column": "called_at",
                "group_by": ["account_id"],
                "complete_periods": {"where": "is_complete_period"},
            },
        ),
        "same_weeks": (
            "daily",
            "covers_the_same_periods",
            {"column": "date_day", "to": to("weekly"), "to_column": "date_week", "period": "week"},
        ),
        "customers_are_accounts": (
            "billed",
            "shares_keys_with",
            {
                "columns": ["customer"],
                "to": to("accounts"),
                "to_columns": ["account_id"],
                "where": "customer is not null",
            },
        ),
        "accounts_have_calls": (
            "accounts",
            "shares_keys_with",
            {
                "columns": ["account_id"],
                "to": to("daily"),
                "direction": "both",
                "to_where": "account_id is not null",
            },
        ),
        "customers_of_calls": (
            "billed",
            "shares_keys_with",
            {
                "columns": ["day", "customer"],
                "to": to("calls"),
                "to_columns": ["cast(called_at as date)", "account_id"],
            },
        ),
        "weeks_sum_days": (
            "daily",
            "additive_across_grains",
            {**week, "measure": "api_calls", "group_by": ["account_id"]},
        ),
        "weeks_have_users_of_days": (
            "daily",
            "additive_across_grains",
            {**week, "measure": "active_users", "kind": "distinct", "group_by": ["account_id"]},
        ),
        "success_rate": (
            "daily",
            "rate_is_consistent",
            {
                "rate": "success_rate",
                "numerator": "successful_calls",
                "denominator": "api_calls",
                "columns": ["date_day", "account_id"],
            },
        ),
    }


# The SQL of each mutation, and the tests that must fail. No other test may fail.
ONE_DAY = "where date_day = '2026-03-05' and account_id = 'acme'"
ONE_BILL = "where day = '2026-03-05' and customer = 'acme'"
MUTATIONS: dict[str, tuple[str, set[str]]] = {
    "nothing": ("", set()),
    "a dropped day": (
        "delete from {schema}.daily where date_day = '2026-03-05'",
        {
            "billed_exactly",
            "billed_to_half_a_call",
            "billed_in_total_to_1_percent",
            "billed_where_complete",
            "same_days",
            "same_days_of_accounts",
            "weeks_sum_days",
        },
    ),
    "a dropped day of one account": (
        f"delete from {{schema}}.daily {ONE_DAY}",
        {
            "billed_exactly",
            "billed_to_half_a_call",
            "billed_in_total_to_1_percent",
            "billed_where_complete",
            "same_days_of_accounts",
            "weeks_sum_days",
        },
    ),
    "a doubled account": (
        "insert into {schema}.daily select * from {schema}.daily where account_id = 'acme'",
        {
            "billed_exactly",
            "billed_to_half_a_call",
            "billed_in_total_to_1_percent",
            "billed_where_complete",
            "weeks_sum_days",
        },
    ),
    "dates in another time zone": (
        "update {schema}.daily set date_day = date_day + 1",
        {
            "billed_exactly",
            "billed_to_half_a_call",
            "billed_where_complete",
            "same_days",
            "same_days_of_accounts",
            "same_weeks",
            "weeks_sum_days",
            "weeks_have_users_of_days",
        },
    ),
    "weeks from Monday": (
        "update {schema}.weekly set date_week = date_week + 1",
        {"users_of_weeks", "weeks_sum_days", "weeks_have_users_of_days"},
    ),
    "a stale mart": (
        "delete from {schema}.daily where date_day >= '2026-03-13'",
        {"billed_exactly", "billed_to_half_a_call", "billed_in_total_to_1_percent", "same_days", "weeks_sum_days"},
    ),
    "a null key made a text": (
        "update {schema}.daily set account_id = 'none' where account_id is null",
        {
            "billed_exactly",
            "same_days_of_accounts",
            "accounts_have_calls",
            "weeks_sum_days",
            "weeks_have_users_of_days",
        },
    ),
    "an orphan that costs nothing": (
        "insert into {schema}.billed values ('2026-03-05', 'ghost', 0)",
        {"customers_are_accounts", "customers_of_calls"},
    ),
    "an account without calls": ("insert into {schema}.accounts values ('silent')", {"accounts_have_calls"}),
    "off by less than the tolerance": (
        f"update {{schema}}.billed set billed_calls = billed_calls + 0.49 {ONE_BILL}",
        {"billed_exactly", "billed_where_complete"},
    ),
    "off by more than the tolerance": (
        f"update {{schema}}.billed set billed_calls = billed_calls + 0.51 {ONE_BILL}",
        {"billed_exactly", "billed_where_complete", "billed_to_half_a_call"},
    ),
    "off on a day that is not complete": (
        "update {schema}.billed set billed_calls = billed_calls + 30 where day = '2026-03-13' and customer is null",
        {"billed_exactly", "billed_to_half_a_call", "billed_in_total_to_1_percent"},
    ),
    "off on a day that is settled": (
        "update {schema}.live set settled_calls = 6 where settled_calls = 5",
        {"settled_days"},
    ),
    "users of weeks are summed": (
        "update {schema}.weekly set active_users = (select sum(active_users) from {schema}.daily"
        " where date_day between date_week and date_week + 6 and account_id = 'acme') where account_id = 'acme'",
        {"users_of_weeks"},
    ),
    "users of weeks are summed calls": (
        "update {schema}.weekly set active_users = api_calls where account_id = 'acme'",
        {"users_of_weeks", "weeks_have_users_of_days"},
    ),
    "users of a day are its calls": (
        f"update {{schema}}.daily set active_users = api_calls {ONE_DAY}",
        {"weeks_have_users_of_days"},
    ),
    "a rate above 1": (f"update {{schema}}.daily set success_rate = 1.2 {ONE_DAY}", {"success_rate"}),
    "more successes than calls": (
        "update {schema}.daily set successful_calls = api_calls * 2, success_rate = 2",
        {"success_rate"},
    ),
    "a rate that is absent": (f"update {{schema}}.daily set success_rate = null {ONE_DAY}", {"success_rate"}),
    "a rate of nothing": (
        "insert into {schema}.daily select date_day, account_id, 0, 0, 0, active_users, is_complete_period"
        f" from {{schema}}.daily {ONE_DAY};"
        f" update {{schema}}.daily set active_users = 0 {ONE_DAY}",
        {"success_rate"},
    ),
    "a rate off by less than the tolerance": ("update {schema}.daily set success_rate = success_rate + 9e-10", set()),
    "a rate off by more than the tolerance": (
        f"update {{schema}}.daily set success_rate = success_rate - 2e-9 {ONE_DAY}",
        {"success_rate"},
    ),
}


def schema_of(mutation: str) -> str:
    return "mutation_" + mutation.replace(" ", "_").lower()


def tests_of(mutation: str) -> dict[str, tuple[str, str, dict[str, Any]]]:
    """The tests that read a table that the mutation changes. The mutation `nothing` has every test."""
    tests = generic_tests(schema_of(mutation))
    changed = set(re.findall(r"(?:update|into|delete from) {schema}\.(\w+)", MUTATIONS[mutation][0]))
    return {
        name: (table, test, arguments)
        for name, (table, test, arguments) in tests.items()
        if not changed or changed & {table, *re.findall(r"\w+", arguments.get("to", ""))}
    }


def write_project(folder: Path, *extra_tests: dict[str, Any]) -> Path:
    """A user's project whose sources are the tables of each mutation, with the tests of each."""
    (folder / "models").mkdir(parents=True)
    (folder / "dbt_project.yml").write_text(PROJECT)
    (folder / "packages.yml").write_text(json.dumps({"packages": [{"local": str(PACKAGE)}]}))
    sources = []
    for mutation in MUTATIONS:
        source = schema_of(mutation)
        tests: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("calls", "daily", "weekly", "accounts", "billed", "live")
        }
        for name, (table, test, arguments) in tests_of(mutation).items():
            tests[table].append({f"api_call_volume.{test}": {"name": f"{source}__{name}", "arguments": arguments}})
        if mutation == "a dropped day":
            tests["daily"].extend(extra_tests)
        sources.append(
            {
                "name": source,
                "schema": source,
                "tables": [{"name": name, "data_tests": data_tests} for name, data_tests in tests.items()],
            }
        )
    (folder / "models" / "sources.yml").write_text(json.dumps({"sources": sources}))
    return folder


def create_tables(warehouse: Warehouse) -> None:
    for mutation, (change, _) in MUTATIONS.items():
        warehouse.execute((TABLES + change).format(schema=schema_of(mutation)))


@dataclass(frozen=True)
class Verdict:
    """A test's status (pass, warn, fail or error), and how many rows it found."""

    status: str
    failures: int


def verdicts(warehouse: Warehouse) -> dict[str, Verdict]:
    """Runs every test of the project in one go."""
    warehouse.dbt("test", "--select", "package:mutations", must_pass=False)
    results = json.loads((warehouse.folder / "target" / "run_results.json").read_text())["results"]
    return {result["unique_id"].split(".")[2]: Verdict(result["status"], result["failures"] or 0) for result in results}


def mutation_table(found: dict[str, Verdict]) -> tuple[str, list[str]]:
    """
    A table of the tests that failed for each mutation (x; a dot where one passed), and a list of what is wrong:
    survivors, false alarms, errors.
    """
    names = list(generic_tests(""))
    lines = [f"{number:>2}  {name}" for number, name in enumerate(names, 1)]
    lines.append(" " * 42 + " ".join(f"{number:>2}" for number in range(1, len(names) + 1)))
    wrong = []
    for mutation, (_, expected) in MUTATIONS.items():
        cells = []
        for name in names:
            verdict = found.get(f"{schema_of(mutation)}__{name}")
            status = verdict.status if verdict else "not run"
            cells.append({"pass": " .", "fail": " x", "not run": "  "}.get(status, " !"))
            if status != "fail" if name in expected else status not in ("pass", "not run"):
                wrong.append(f"{mutation}: {name} says {status}")
        lines.append(f"{mutation:<42}" + " ".join(cells))
    return "\n".join(lines), wrong
