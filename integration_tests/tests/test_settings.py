"""Every wrong setting is reported, with what to write instead, before any model is built."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from harness.warehouses.duckdb import PACKAGE, Warehouse

CALLS = {"name": "calls", "format": "columns", "source": "raw.partner_calls"}


def source(**changes: Any) -> dict[str, Any]:
    """`api_call_sources` with one source, that of CALLS with changes; None removes a key."""
    declaration = {key: value for key, value in {**CALLS, **changes}.items() if value is not None}
    return {"api_call_sources": [declaration]}


OUTCOMES = {"source": "raw.partner_calls"}
RIGHT = source(columns={"occurred_at": "happened_at"})
WRONG: dict[str, tuple[dict[str, Any], list[str]]] = {
    "no source": ({"api_call_sources": []}, ["`api_call_sources`", "no source is declared", "`use_sample_data: true`"]),
    "misspelled": (
        {"reporting_time_zone": "UTC"},
        ["`reporting_time_zone`", "`reporting_timezone`"],
    ),
    "misspelled plural": ({"api_calls_source": []}, ["`api_calls_source`", "`api_call_sources`"]),
    "not a list": ({"api_call_sources": "raw.calls"}, ["`api_call_sources`", "not a list"]),
    "not a mapping": ({"api_call_sources": ["raw.calls"]}, ["`api_call_sources[0]`", "`name: …`"]),
    "unknown key": (source(colums={}), ["`api_call_sources[0].colums`", "no such key", "did you mean `columns`?"]),
    "half of a key": (source(loaded_column="at"), ["`api_call_sources[0].loaded_column`", "mean `loaded_at_column`?"]),
    "half of a canonical column": (
        source(columns={"status_code": "code"}),
        ["`api_call_sources[0].columns.status_code`", "did you mean `http_response_status_code`? one of event_id, "],
    ),
    "misspelled format": (
        source(format="nginx_json"),
        ["`api_call_sources[0].format`", "did you mean `nginx`? one of "],
    ),
    "no name": (source(name=None), ["`api_call_sources[0].name`", "missing"]),
    "odd name": (source(name="it's"), ["`api_call_sources[0].name`", "`it's`"]),
    "no format": (
        source(format=None),
        ["`api_call_sources[0].format`", "missing", "cloudflare, columns, envoy"],
    ),
    "unknown format": (
        source(format="kng"),
        ["`api_call_sources[0].format`", "`kng`", "cloudflare, columns, envoy"],
    ),
    "no table": (source(source=None), ["`api_call_sources[0].source`", "`ref: model_name`"]),
    "two tables": (source(ref="calls"), ["`api_call_sources[0]`", "both a `source` and a `ref`"]),
    "no dbt source": (source(source="calls"), ["`api_call_sources[0].source`", "source_name.table_name"]),
    "two of one name": (
        {"api_call_sources": [CALLS, {**CALLS, "name": "Calls"}]},
        ["`api_call_sources[1].name`", "two sources are named `Calls`"],
    ),
    "the same calls as none": (
        {"api_call_sources": [CALLS, {**CALLS, "name": "other", "same_calls_as": "callz", "where": "false"}]},
        ["`api_call_sources[1].same_calls_as`", "`callz` is not the name of another source", "one of calls"],
    ),
    "one table twice": (
        {"api_call_sources": [*RIGHT["api_call_sources"], {**RIGHT["api_call_sources"][0], "name": "again"}]},
        ["`api_call_sources[1].source`", "source `calls` reads the same table", "a `where` in both"],
    ),
    "dimensions are a text": ({**RIGHT, "call_dimensions": "region"}, ["`call_dimensions`", "it is not a list"]),
    "dimension is no name": ({**RIGHT, "call_dimensions": ["Tier"]}, ["`call_dimensions`", "`Tier` is not a name"]),
    "dimension twice": (
        {**RIGHT, "call_dimensions": ["region", "region"]},
        ["`call_dimensions`", "`region` is already the name of a column or dimension"],
    ),
    "dimension of the grain": (
        {**RIGHT, "call_dimensions": ["http_route"]},
        ["`call_dimensions`", "`http_route` is already the name of a column or dimension"],
    ),
    "dimension and measure": (
        {**RIGHT, "call_dimensions": ["tier"], "call_measures": ["tier"]},
        ["`call_measures`", "`tier` is already the name of a column or measure"],
    ),
    "dimension of persons": (
        {**RIGHT, "call_dimensions": ["user_id"]},
        ["`call_dimensions`", "`user_id` may hold a secret", "`fct_user_calls_daily`"],
    ),
    "dimension of secrets": (
        {
            **source(columns={"occurred_at": "happened_at", "tier": "substr(api_key, 1, 4)"}),
            "call_dimensions": ["tier"],
        },
        ["`api_call_sources[0].columns.tier`", "`api_key` may hold a secret"],
    ),
    "mapping is a list": (source(columns=["a"]), ["`api_call_sources[0].columns`", "not a mapping"]),
    "unknown column": (source(columns={"acount_id": "a"}), ["`api_call_sources[0].columns.acount_id`", "account_id"]),
    "loaded_at as a column": (
        source(columns={"loaded_at": "a"}),
        ["`api_call_sources[0].columns.loaded_at`", "`loaded_at_column`"],
    ),
    "neither the earliest nor the latest copy": (
        source(keep_copy="last"),
        ["`api_call_sources[0].keep_copy`", "`last` is not one of the choices", "did you mean `latest`?"],
    ),
    "below 0, or not": (
        source(allow_negative="yes"),
        ["`api_call_sources[0].allow_negative`", "`yes` is neither true nor false"],
    ),
    "cancelled by no condition": (
        source(cancelled_when=True),
        ["`api_call_sources[0].cancelled_when`", "`True` is no SQL condition"],
    ),
    "cancelled by no column": (
        source(columns={"occurred_at": "happened_at"}, cancelled_when="hapened_at is null"),
        ["`api_call_sources[0].cancelled_when`", "did you mean `happened_at`?"],
    ),
    "cancelled in time": (
        source(columns={"occurred_at": "happened_at"}, cancelled_when="happened_at < now()"),
        ["`api_call_sources[0].cancelled_when`", "since it calls `now`"],
    ),
    "two copies to keep of one call": (
        {
            "api_call_sources": [
                *RIGHT["api_call_sources"],
                {**CALLS, "name": "other", "same_calls_as": "calls", "keep_copy": "latest", "where": "false"},
            ]
        },
        [
            "`api_call_sources[1].keep_copy`",
            "`other` keeps the latest copy",
            "`calls`, which has the same calls, the earliest",
        ],
    ),
    "deduplicate_on is a text": (source(deduplicate_on="a"), ["`api_call_sources[0].deduplicate_on`", "not a list"]),
    "id of a loaded row": (
        source(columns={"event_id": "cast(_airbyte_raw_id as varchar)"}),
        ["`api_call_sources[0].columns.event_id`", "Airbyte gives `_airbyte_raw_id` to each row", "would count twice"],
    ),
    "id of a loaded row in the key": (
        source(deduplicate_on=["occurred_at", "_DLT_ID"]),
        ["`api_call_sources[0].deduplicate_on[1]`", "dlt gives `_dlt_id` to each row", "would count twice"],
    ),
    "ended_on is no date": (source(ended_on="soon"), ["`api_call_sources[0].ended_on`", "`soon`", "YYYY-MM-DD"]),
    "epoch_unit": (
        source(epoch_unit="ms"),
        ["`api_call_sources[0].epoch_unit`", "`ms`", "one of seconds, milliseconds"],
    ),
    "time zone of loads": (
        source(columns={"occurred_at": "happened_at"}, loaded_at_time_zone="Berlin"),
        ["`api_call_sources[0].loaded_at_time_zone`", "`Berlin`", "`Europe/Berlin`"],
    ),
    "expression of loads": (
        source(columns={"occurred_at": "happened_at"}, loaded_at_column="coalesce(hapened_at, loaded_at)"),
        ["`api_call_sources[0].loaded_at_column`", "did you mean `happened_at`?"],
    ),
    "all ended": (source(source=None, ended_on="2026-01-01"), ["`api_call_sources`", "every source has ended"]),
    "formerly is a text": (source(formerly="old"), ["`api_call_sources[0].formerly`", "not a list"]),
    "formerly is a source": (
        {"api_call_sources": [CALLS, {**CALLS, "name": "new", "formerly": ["calls"]}]},
        ["`api_call_sources[1].formerly`", "the name of another source"],
    ),
    "no earlier policy": (
        source(policy_from="2026-03-01"),
        ["`api_call_sources[0].earlier_policies`", "it is no list of policies", "as they were before `policy_from`"],
    ),
    "policy_from is in a month": (
        source(policy_from="2026-03-02", earlier_policies=[{"where": None}]),
        ["`api_call_sources[0].policy_from`", "`2026-03-02` is not the first day of a month"],
    ),
    "policies in disorder": (
        source(policy_from="2026-03-01", earlier_policies=[{}, {"policy_from": "2026-03-01"}]),
        ["`api_call_sources[0].policy_from`", "is not after `2026-03-01`"],
    ),
    "an earlier format": (
        source(policy_from="2026-03-01", earlier_policies=[{"format": "kong"}]),
        ["`api_call_sources[0].earlier_policies[0].format`", "no such key", "columns, where, deduplicate_on"],
    ),
    "another time of the call": (
        source(policy_from="2026-03-01", earlier_policies=[{"columns": {"occurred_at": "happened_at"}}]),
        ["`api_call_sources[0].earlier_policies[0].columns.occurred_at`", "on one day under all of its policies"],
    ),
    "earlier keys of shared calls": (
        {
            "api_call_sources": [
                {**CALLS, "policy_from": "2026-03-01", "earlier_policies": [{"deduplicate_on": ["user_id"]}]},
                {**CALLS, "name": "other", "same_calls_as": "calls", "where": "false"},
            ]
        },
        ["`api_call_sources[0].policy_from`", "identify calls in different ways"],
    ),
    "earlier where names no column": (
        source(
            columns={"occurred_at": "happened_at"},
            policy_from="2026-03-01",
            earlier_policies=[{"where": "hapened_at is null"}],
        ),
        ["`api_call_sources[0].earlier_policies[0].where`", "did you mean `happened_at`?"],
    ),
    "dbt source unknown": (source(source="raw.nowhere"), ["raw.nowhere", "not found"]),
    "table unknown": (
        source(source="raw.billing_events"),
        ["`api_call_sources[0].source`", "billing_events", "no table"],
    ),
    "no loaded_at": (
        source(loaded_at_column="received_at"),
        ["`api_call_sources[0].loaded_at_column`", "`received_at`", "it has happened_at, loaded_at"],
    ),
    "no occurred_at": (source(), ["`api_call_sources[0].columns.occurred_at`", "it has happened_at, loaded_at"]),
    "column misspelled": (
        source(columns={"occurred_at": "hapened_at"}),
        ["`api_call_sources[0].columns.occurred_at`", "no column `hapened_at`", "did you mean `happened_at`?"],
    ),
    "no such key": (
        source(columns={"occurred_at": "happened_at"}, deduplicate_on=["occurred_at", "tenant"]),
        ["`api_call_sources[0].deduplicate_on[1]`", "no column `tenant`", "it has happened_at, loaded_at"],
    ),
    "where names no column": (
        source(columns={"occurred_at": "happened_at"}, where="not coalesce(hapened_at, loaded_at) < '2026-01-01'"),
        ["`api_call_sources[0].where`", "`hapened_at`, which `not coalesce(hapened_at", "did you mean `happened_at`?"],
    ),
    "SQL that the warehouse refuses": (
        source(columns={"occurred_at": "happened_at", "account_id": "loweer(happened_at)"}, where="true"),
        ["loweer", "api_call_sources[0].columns.account_id: (loweer(happened_at))"],
    ),
    "a name in other SQL": (
        source(columns={"occurred_at": "happened_at"}, where="list_contains(['a'], hapened_at)"),
        ["hapened_at", 'mean "happened_at"? in api_call_sources[0].where'],
    ),
    "SQL with an open parenthesis": (
        source(columns={"occurred_at": "happened_at", "account_id": "lower('a'"}),
        ["syntax error", "/* api_call_sources[0].columns.account_id */"],
    ),
    "a load time that is the time of the query": (
        source(columns={"occurred_at": "happened_at"}, loaded_at_column="now()"),
        ["`api_call_sources[0].loaded_at_column`", "`now()` has another value each time", "it calls `now`"],
    ),
    "an id made by the query": (
        source(columns={"occurred_at": "happened_at", "event_id": "cast(gen_random_uuid() as varchar)"}),
        ["`api_call_sources[0].columns.event_id`", "has another value each time", "it calls `gen_random_uuid`"],
    ),
    "an id of where a row is stored": (
        source(columns={"occurred_at": "happened_at", "event_id": "concat(_part, toString(_part_offset))"}),
        ["`api_call_sources[0].columns.event_id`", "has another value each time", "it calls `_part_offset`"],
    ),
    "a time that is limited by the time of the query": (
        source(columns={"occurred_at": "least(happened_at, Current_Timestamp)"}),
        ["`api_call_sources[0].columns.occurred_at`", "has another value each time", "it calls `current_timestamp`"],
    ),
    "a key of the day of the query": (
        source(columns={"occurred_at": "happened_at"}, deduplicate_on=["occurred_at", "today()"]),
        ["`api_call_sources[0].deduplicate_on[1]`", "has another value each time", "it calls `today`"],
    ),
    "a record of the query": (
        source(format="kong", record_column="'{\"id\": ' || random() || '}'"),
        ["`api_call_sources[0].record_column`", "has another value each time", "it calls `random`"],
    ),
    "engagement at the time of the query": (
        {**RIGHT, "engagement_sources": {"outcomes": {**OUTCOMES, "columns": {"occurred_at": "current_timestamp"}}}},
        ["`engagement_sources.outcomes.columns.occurred_at`", "has another value each time"],
    ),
    "no condition": (
        source(columns={"occurred_at": "happened_at"}, where="loaded_at"),
        ["api_call_sources[0].where: coalesce((loaded_at), false)"],
    ),
    "key that the warehouse refuses": (
        source(columns={"occurred_at": "happened_at"}, deduplicate_on=["occurred_at", "md6('a')"]),
        ["md6", "api_call_sources[0].deduplicate_on"],
    ),
    "excluded_calls_where names no column": (
        {**RIGHT, "excluded_calls_where": "acount_id = 'test'"},
        ["`excluded_calls_where`", "a call has no column `acount_id`", "did you mean `account_id`?"],
    ),
    "excluded_calls_where is no condition": (
        {**RIGHT, "excluded_calls_where": "account_id"},
        ["excluded_calls_where:"],
    ),
    "no record": (source(format="kong"), ["`api_call_sources[0].record_column`", "`record`"]),
    "a path of a record from no column": (
        source(format="kong", record_column="hapened_at.message"),
        ["`api_call_sources[0].record_column`", "no column `hapened_at`", "did you mean `happened_at`?"],
    ),
    "an expression of a record names no column": (
        source(format="kong", record_column="lower(hapened_at)"),
        ["`api_call_sources[0].record_column`", "`hapened_at`, which", "did you mean `happened_at`?"],
    ),
    "an expression of a record that the warehouse refuses": (
        source(format="kong", record_column="loweer(happened_at)"),
        ["loweer", "api_call_sources[0].record_column: (loweer(happened_at))"],
    ),
    "no line pattern": (
        source(format="lines"),
        ["`api_call_sources[0].line_pattern`", "missing", "log_format of nginx"],
    ),
    "a line pattern of another format": (
        source(line_pattern="$status"),
        ["`api_call_sources[0].line_pattern`", "has the format `columns`", "`format: lines`"],
    ),
    "a line pattern without a status": (
        source(format="lines", line_pattern='$remote_addr [$time_local] "$request"'),
        ["`api_call_sources[0].line_pattern`", "the source `calls`", "is the status", "`$status` (nginx)"],
    ),
    "a line pattern without variables": (
        source(format="lines", line_pattern="combined"),
        ["`api_call_sources[0].line_pattern`", "the source `calls`", "is the time", "`%t` and `%>s` (Apache)"],
    ),
    "a line pattern with look-ahead": (
        source(format="lines", line_pattern="(?P<occurred_at>[^ ]+) (?=5)(?P<status>[0-9]+)"),
        ["`api_call_sources[0].line_pattern`", "`(?=", "not known to every warehouse"],
    ),
    "a line pattern with an unknown group": (
        source(format="lines", line_pattern="(?P<occurred_at>[^ ]+) (?P<code>[0-9]+)"),
        ["`api_call_sources[0].line_pattern`", "`code` is not the name", "http_response_status_code"],
    ),
    "a line pattern that is not closed": (
        source(format="lines", line_pattern="(?P<occurred_at>[^ ]+) (?P<status>[0-9]+"),
        ["`api_call_sources[0].line_pattern`", "a parenthesis is not closed"],
    ),
    "a variable that the line lacks": (
        source(format="lines", line_pattern="$msec $status", columns={"account_id": "$http_x_key"}),
        ["`api_call_sources[0].columns.account_id`", "no `$http_x_key` in the `line_pattern`", "SQL over the raw row"],
    ),
    "weekday": ({"week_start_day": "funday"}, ["`week_start_day`", "`funday`", "monday, tuesday"]),
    "time zone": (
        {"reporting_timezone": "Mars/Olympus"},
        ["`reporting_timezone`", "`Mars/Olympus`", "`Europe/Berlin`"],
    ),
    "time zone with a quote": ({"reporting_timezone": "UTC'; drop table x; --"}, ["`reporting_timezone`"]),
    "minutes": ({"future_tolerance_minutes": "soon"}, ["`future_tolerance_minutes`", "whole number of minutes"]),
    "days": ({"deduplication_window_days": -1}, ["`deduplication_window_days`", "whole number of days"]),
    "date": ({"first_call_date": "01/02/2026"}, ["`first_call_date`", "YYYY-MM-DD"]),
    "a change that is none": ({"finding_change_factor": 0}, ["`finding_change_factor`", "above 0"]),
    "a fall that is none": ({"finding_fall_factor": 1.5}, ["`finding_fall_factor`", "1 at most"]),
    "a failure that is none": ({"finding_failing_factor": 0.5}, ["`finding_failing_factor`", "1 or more"]),
    "a rise by nothing": ({"finding_rise_factor": 0}, ["`finding_rise_factor`", "above 0"]),
    "health by no number": ({"health_minimum_calls": "few"}, ["`health_minimum_calls`", "whole number of calls"]),
    "playbook": ({"playbook_relation": {"source": "playbook"}}, ["`playbook_relation`", "source_name.table_name"]),
    "routes": ({"most_routes": "many"}, ["`most_routes`", "whole number of routes"]),
    "route templates": (
        source(route_templates_relation={"table": "x"}),
        ["`api_call_sources[0].route_templates_relation`", "`{ref: model_name}`"],
    ),
    "route templates nowhere": (
        source(columns=RIGHT["api_call_sources"][0]["columns"], route_templates_relation="raw.billing_events"),
        ["`api_call_sources[0].route_templates_relation`", "has no table"],
    ),
    "route templates without a column": (
        source(columns=RIGHT["api_call_sources"][0]["columns"], route_templates_relation="raw.partner_calls"),
        ["`api_call_sources[0].route_templates_relation`", "no column `method`", "`template`"],
    ),
    "accounts": ({"accounts_relation": {"table": "x"}}, ["`accounts_relation`", "`{ref: model_name}`"]),
    "accounts_where alone": ({"accounts_where": "true"}, ["`accounts_where`", "no `accounts_relation`"]),
    "accounts nowhere": (
        {**RIGHT, "accounts_relation": {"source": "raw.billing_events"}},
        ["`accounts_relation`", "has no table", "billing_events"],
    ),
    "accounts_where names no column": (
        {**RIGHT, "accounts_relation": {"source": "raw.partner_calls"}, "accounts_where": "hapened_at is null"},
        ["`accounts_where`", "`hapened_at`, which", "did you mean `happened_at`?"],
    ),
    "account column": (
        {
            **RIGHT,
            "accounts_relation": {"source": "raw.partner_calls"},
            "account_columns": {"plan": "loweer(loaded_at)"},
        },
        ["loweer", "account_columns.plan"],
    ),
    "quotas": ({"quotas": {"source": "quotas"}}, ["`quotas`", "source_name.table_name"]),
    "thresholds of quotas": ({"quota_thresholds": [50, "all"]}, ["`quota_thresholds`", "`all` is not a percentage"]),
    "quotas nowhere": ({**RIGHT, "quotas": "raw.billing_events"}, ["`quotas`", "has no table"]),
    "billing periods nowhere": (
        {**RIGHT, "billing_periods": "raw.billing_events"},
        ["`billing_periods`", "has no table"],
    ),
    "billing periods without a day": (
        {**RIGHT, "billing_periods": {"source": "raw.partner_calls"}},
        ["`billing_periods`", "no column `account_id`", "account_id, billing_day; plan, started_on, ended_on"],
    ),
    "prices without a price": (
        {**RIGHT, "rate_card": {"source": "raw.partner_calls"}},
        ["`rate_card`", "no column `metric`", "metric, up_to, unit_price"],
    ),
    "closings without a time": (
        {**RIGHT, "closings": {"source": "raw.partner_calls"}},
        ["`closings`", "no column `period_start`", "period_start, closed_at; account_id, reopened_at, billed_calls"],
    ),
    "half a day of grace": ({**RIGHT, "billing_grace_days": 0.5}, ["`billing_grace_days`", "a whole number of days"]),
    "closing periods of an upserted source": (
        {"api_call_sources": [{**RIGHT["api_call_sources"][0], "sync_mode": "upsert"}], "billing_grace_days": 3},
        ["`billing_grace_days`", "has `sync_mode: upsert`", "`sync_mode: append`"],
    ),
    "quotas without a column": (
        {**RIGHT, "quotas": {"source": "raw.partner_calls"}},
        ["`quotas`", "no column `account_id`", "it has happened_at, loaded_at", "metric, amount, window"],
    ),
    "engagement nowhere": (
        {**RIGHT, "engagement_sources": {"outcomes": {"source": "raw.billing_events"}}},
        ["`engagement_sources.outcomes`", "has no table"],
    ),
    "column of engagement": (
        {**RIGHT, "engagement_sources": {"outcomes": {**OUTCOMES, "columns": {"outcome_id": "hapened_at"}}}},
        ["`engagement_sources.outcomes.columns.outcome_id`", "did you mean `happened_at`?"],
    ),
    "id of a loaded row of engagement": (
        {**RIGHT, "engagement_sources": {"outcomes": {**OUTCOMES, "columns": {"outcome_id": "_airbyte_raw_id"}}}},
        ["`engagement_sources.outcomes.columns.outcome_id`", "Airbyte gives `_airbyte_raw_id` to each row"],
    ),
    "where of engagement": (
        {**RIGHT, "engagement_sources": {"outcomes": {**OUTCOMES, "where": "loweer(happened_at) = '1'"}}},
        ["loweer", "engagement_sources.outcomes.where"],
    ),
    "account attribute": (
        {"accounts_relation": {"source": "raw.partner_calls"}, "account_columns": {"size": "n"}},
        ["`account_columns.size`", "industry"],
    ),
}


# Found only when dbt parses the project with these settings.
TAKES_A_PARSE = {"no record", "account attribute"}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    warehouse = Warehouse(tmp_path_factory.mktemp("settings"), vars=RIGHT)
    warehouse.load("raw.partner_calls", {"happened_at": "timestamp", "loaded_at": "timestamp"}, [])
    return warehouse


@pytest.mark.parametrize("case", [case for case in WRONG if case not in TAKES_A_PARSE])
def test_a_wrong_setting_is_named(warehouse: Warehouse, case: str) -> None:
    vars, says = WRONG[case]
    succeeded, printed = warehouse.check_settings(vars)
    assert not succeeded
    for text in says:
        assert text in printed, printed


@pytest.mark.long
@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_setting_stops_the_run_before_any_model(warehouse: Warehouse, case: str) -> None:
    vars, says = WRONG[case]
    succeeded, printed = warehouse.dbt("run", vars=vars, must_pass=False)
    assert not succeeded
    for text in says:
        assert text in printed, printed
    assert warehouse.rows("select * from information_schema.tables where table_name not in ('partner_calls')") == []


# SQL in which names are not columns: each is tried by the warehouse only.
UNUSUAL = {
    "event_id": "list_aggregate(list_transform([1, 2], lambda x: x + 1), 'sum')",
    "account_id": (
        "(select max(other.loaded_at) from raw.partner_calls as other where other.happened_at = raw_calls.happened_at)"
    ),
    "integration_id": "{'a': 1}.a",
    "user_id": "case when happened_at is not distinct from loaded_at then -- a note, isn't it\n E'it''s' end",
    "credential_id": "extract(dow from happened_at) || date_part('hour', loaded_at) /* (not closed */",
    "http_request_method": "trim(both 'a' from 'aba') || substring('abc' from 2 for 1)",
    "http_route": "cast(happened_at as timestamp with time zone) at time zone 'Europe/Berlin'",
    "http_response_status_code": "(200)::smallint",
    "duration_ms": "epoch_ms(loaded_at) - epoch_ms(happened_at) + 1.5e3",
    "region": "'now()' || date_trunc('day', happened_at) /* isn't now() */",
    "api_version": "\n'a'\n  || 'b\n-- c'",
}


def test_unusual_sql_is_not_refused(warehouse: Warehouse) -> None:
    where = (
        "happened_at between timestamp '2020-01-01' and current_date + 1"
        " and not (loaded_at between '2020-01-01' and '2021-01-01') or rowid >= 0"
    )
    vars = {
        **source(columns={"occurred_at": "happened_at", **UNUSUAL}, where=where),
        "excluded_calls_where": "http_route similar to '/health.*' and region in ('a', 'b') or attributed_by = 'log'",
    }
    succeeded, printed = warehouse.check_settings(vars)
    assert succeeded, printed


@pytest.mark.postgres
def test_sql_that_postgres_refuses_is_named(tmp_path: Path, port: int) -> None:
    from harness.warehouses.postgres import PostgresWarehouse  # other tests don't need its driver

    on_postgres = PostgresWarehouse(tmp_path, vars=RIGHT, port=port)
    on_postgres.execute(
        'create schema raw;create table raw.partner_calls (happened_at timestamp, "tenantId" text, loaded_at timestamp)'
    )
    mapping = {"occurred_at": "happened_at", "account_id": "lower(tenantId)"}
    succeeded, printed = on_postgres.check_settings(source(columns=mapping))
    assert not succeeded
    for text in (
        'column "tenantid" does not exist',
        "api_call_sources[0].columns.account_id */",
        'the column "raw_calls.tenantId"',
    ):
        assert text in printed, printed
    mapping["account_id"] = 'lower("tenantId")'
    succeeded, printed = on_postgres.check_settings(source(columns=mapping, where="ctid is not null"))
    assert succeeded, printed


def test_a_ref_that_nothing_builds_is_named(tmp_path: Path) -> None:
    succeeded, printed = Warehouse(tmp_path, PACKAGE).dbt("run", must_pass=False)
    assert not succeeded
    assert "`api_call_sources[0].ref`" in printed
    assert "does not exist, and this run does not build it" in printed
    assert "`dbt build --select +package:api_call_volume`" in printed


def test_right_settings_run(warehouse: Warehouse, tmp_path: Path) -> None:
    other = Warehouse(tmp_path, vars=RIGHT)
    other.load("raw.partner_calls", {"happened_at": "timestamp", "loaded_at": "timestamp"}, [])
    other.dbt("build")
    assert other.rows("select * from fct_api_calls_daily") == []


def test_every_setting_is_known_by_its_name_and_documented() -> None:
    """What the code reads, what check_setting_names knows, and what docs/settings.md lists are the same names."""
    text = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("macros", "models", "tests", "seeds")
        for path in sorted((PACKAGE / folder).rglob("*"))
        if path.suffix in {".sql", ".yml"}
    )
    # Names that are put together.
    composed = {
        f"{entity}{suffix}" for entity in ("account", "integration") for suffix in ("s_relation", "_columns", "s_where")
    }
    read = set(re.findall(r"var\('([a-z_]+)'", text)) | composed
    for setting in re.findall(r"for setting in \[([^]]+)\]", text):
        read |= set(re.findall(r"'([a-z_]+)'", setting))
    known = set(re.findall(r"'([a-z_]+)'", (PACKAGE / "macros/settings/setting_names.sql").read_text(encoding="utf-8")))
    documented = set(
        re.findall(r"^\| `([a-z_]+)` \|", (PACKAGE / "docs/settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert known == read
    assert known <= documented
