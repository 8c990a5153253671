"""The report's page as text: its data are those of the marts, and nothing in it can become more than text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from harness.report import HOSTILE, data_of, make_empty, make_hostile, make_incomplete, report, without_data
from harness.warehouses.duckdb import Warehouse

OUTCOMES = (
    "successful_calls, client_error_calls, auth_failed_calls, rate_limited_calls, server_error_calls, aborted_calls"
)
SUMS = ", ".join(f"sum({column})" for column in f"api_calls, {OUTCOMES}".split(", "))
LAST = "(select max(date_week) from fct_api_calls_weekly where is_complete_period)"
BY_ACCOUNT = f"""(
    select
        account_id,
        coalesce(sum(api_calls) filter (date_week = {LAST}), 0) as calls,
        coalesce(sum(api_calls) filter (date_week = {LAST} - 7), 0) as before
    from fct_api_calls_weekly
    group by account_id
)"""
# The data of the sample's report, each list asked for in another way than the package does.
QUERIES = {
    "weeks": f"""
        select
            date_week, bool_and(is_complete_period)::int, {SUMS},
            count(distinct account_id) filter (account_id <> '(unattributed)'),
            coalesce(sum(api_calls) filter (account_id = '(unattributed)'), 0),
            (select sum(active_users) from fct_account_calls_weekly as users where users.date_week = weekly.date_week)
        from fct_api_calls_weekly as weekly group by date_week""",
    "days": "select date_day, sum(api_calls), sum(successful_calls) from fct_api_calls_daily group by all",
    "accounts": f"""
        select
            account_id, account_name, plan, segment, coalesce(is_internal, false)::int, first_called_on, calls, before
        from {BY_ACCOUNT} left join dim_accounts using (account_id)""",
    "account_weeks": f"""
        select account_id, date_week, {SUMS}, users.active_users, round(users.duration_ms_p95, 1)
        from fct_api_calls_weekly inner join (
            select account_id, date_week, active_users, duration_ms_p95 from fct_account_calls_weekly
        ) as users using (account_id, date_week)
        group by all""",
    "integrations": f"""
        select account_id, integration_id, api_calls, successful_calls, previous_period_calls
        from fct_api_calls_weekly where date_week = {LAST}
        qualify row_number() over (partition by account_id order by api_calls desc, integration_id) <= 8""",
    "ledger": """
        select
            coalesce(source_name, 'all sources'), sum(rows_received), sum(rows_counted), sum(rows_duplicate),
            sum(rows_rejected), sum(rows_excluded), sum(rows_too_late),
            sum(rows_cancelled)
        from fct_api_call_ledger group by rollup (source_name)""",
    "counted": """
        select
            (select sum(calls_counted) from fct_api_call_ledger), (select sum(api_calls) from fct_api_calls_daily)""",
    "rejected": """
        select source_name, reject_reason, count(*), max(loaded_date) from fct_rejected_api_calls group by all""",
    "month": """
        select date_month, as_of_date, sum(calls_to_date),
            sum(case when forecast_calls is null then calls_to_date else forecast_calls end), count(*),
            count(*) filter (forecast_calls is null)
        from fct_month_forecast where not is_complete_period group by all""",
    "findings": """
        select
            account_id, account_name, finding, calls_at_stake, weeks_open, owner_role, what_to_do,
            count(*) over ()
        from fct_findings left join dim_accounts using (account_id)
        where date_week = (select max(date_week) from fct_account_health)""",
    "all_accounts": f"""
        select
            case
                when account_id = '(unattributed)' then 'no account'
                when calls = 0 and before = 0 then 'away'
                when before = 0 then 'started'
                when calls = 0 then 'silent'
                else case sign(calls - before) when 1 then 'more' when 0 then 'same' else 'fewer' end
            end as change,
            count(*), sum(calls), sum(before)
        from {BY_ACCOUNT} group by change""",
}
# Of these, the report has twelve, the first accounts to use up their quota.
FORECASTS = """
    select
        account_id, account_name, date_month, as_of_date, calls_to_date, forecast_calls, low_calls, high_calls,
        quota_calls, quota_exhausted_on
    from fct_month_forecast left join dim_accounts using (account_id) where not is_complete_period"""
RATES = {
    "search usage": "fct_search_usage",
    "notification interaction": "fct_notification_interaction",
    "collaboration": "fct_collaboration",
    "content consumption": "fct_content_consumption",
}

Rows = list[tuple[Any, ...]]


def plain(rows: list[list[Any]]) -> Rows:
    """Rows in a comparable order, with numbers as floats and dates as texts."""

    def cell(value: Any) -> Any:
        if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
            return round(float(value), 6)
        return value if value is None or isinstance(value, str) else str(value)

    return sorted((tuple(cell(value) for value in row) for row in rows), key=str)


def asked(warehouse: Warehouse, query: str) -> Rows:
    return plain([list(row.values()) for row in warehouse.rows(query)])


def reported(data: dict[str, Any], name: str) -> Rows:
    """A list of the report with account ids and weeks in place of their numbers."""
    ids = {row[0]: row[1] for row in data["accounts"]}
    weeks = [row[0] for row in data["weeks"]]
    if name == "accounts":
        return plain([row[1:] for row in data[name]])
    if name == "account_weeks":
        return plain([[ids[account], weeks[week - 1], *numbers] for account, week, *numbers in data[name]])
    if name == "integrations":
        return plain([[ids[account], *others] for account, *others in data[name]])
    return plain(data[name])


@pytest.fixture(scope="module")
def page(sample: Warehouse) -> str:
    return report(sample)


def test_its_data_are_those_of_the_marts(
    sample: Warehouse, page: str, record_property: Callable[[str, object], None]
) -> None:
    data = data_of(page)
    compared = 0
    for name, query in QUERIES.items():
        rows = asked(sample, query)
        assert rows, name
        assert reported(data, name) == rows, name
        compared += sum(map(len, rows))
    assert {one["rate"]: plain(one["weeks"]) for one in data["rates"]} == {
        name: asked(
            sample,
            f"select period_start, sum(numerator), sum(denominator) from {mart}"
            " where period_grain = 'week' and is_complete_period group by all",
        )
        for name, mart in RATES.items()
    }
    forecasts = asked(sample, FORECASTS)
    assert len(data["forecasts"]) == min(12, len(forecasts))
    assert set(plain(data["forecasts"])) <= set(forecasts)
    days = [row[9] or "never" for row in data["forecasts"]]
    assert days == sorted(row[9] or "never" for row in forecasts)[: len(days)]
    record_property("numbers and texts of the report, as asked for otherwise", compared)


def test_the_headlines_changes_add_up(page: str) -> None:
    data = data_of(page)
    complete = [row for row in data["weeks"] if row[1] == 1]
    assert [sum(row[column] for row in data["all_accounts"]) for column in (2, 3)] == [complete[0][2], complete[1][2]]


def test_it_names_no_other_place(page: str) -> None:
    """Neither an address nor an element that would load one; the page's own policy forbids both."""
    around = without_data(page).replace('"http://www.w3.org/2000/svg"', "")
    assert not re.findall(r"https?:|\bsrc=|url\((?!#)|@import|\bfetch\(|XMLHttpRequest|WebSocket|import\(", around)
    assert set(re.findall(r'href="([^"]*)"', around)) <= {"#/", "#/accounts", "#/skip"}
    assert "default-src 'none'" in around
    assert not re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", around)


class Elements(HTMLParser):
    """The elements and comments of a page, as a browser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(tag)

    def handle_comment(self, data: str) -> None:
        self.found.append(f"<!--{data}-->")


def test_hostile_names_stay_text(sample: Warehouse, page: str, tmp_path: Path) -> None:
    hostile = sample.copy(tmp_path)
    make_hostile(hostile)
    changed = report(hostile)
    assert without_data(changed) == without_data(page)
    assert Elements(changed).found == Elements(page).found
    data = data_of(changed)
    for name in QUERIES:
        rows = asked(hostile, QUERIES[name])
        # Of the reasons, the report has twenty.
        assert set(reported(data, name)) <= set(rows) if name == "rejected" else reported(data, name) == rows, name
    shown = {text for name in ("accounts", "integrations", "ledger", "rejected") for row in data[name] for text in row}
    assert set(HOSTILE) <= shown


def test_without_rows_and_without_a_complete_week(sample: Warehouse, page: str, tmp_path: Path) -> None:
    incomplete = sample.copy(tmp_path / "incomplete")
    make_incomplete(incomplete)
    data = data_of(report(incomplete))
    assert {row[1] for row in data["weeks"]} == {0}
    [latest] = incomplete.rows(
        "select sum(api_calls) as calls from fct_api_calls_weekly where date_week = '2026-09-28'"
    )
    assert sum(row[2] for row in data["all_accounts"]) == latest["calls"]
    make_empty(incomplete)
    empty = report(incomplete)
    lists = {name: rows for name, rows in data_of(empty).items() if isinstance(rows, list)}
    assert lists.pop("counted") == [[None, None]]
    assert all(one["weeks"] == [] for one in lists.pop("rates"))
    assert not any(lists.values())
    assert without_data(empty) == without_data(page)


def test_the_summary_ends_with_the_findings_of_the_week(sample: Warehouse, tmp_path: Path) -> None:
    def shown(warehouse: Warehouse) -> list[str]:
        printed = warehouse.dbt("--quiet", "run-operation", "volume_summary")[1].split("Findings of the week")[1]
        return [" ".join(line.split()) for line in printed.splitlines()[1:] if line]

    rows = sample.rows(
        "select finding, coalesce(account_id, '(all accounts)') as account_id, calls_at_stake, weeks_open, owner_role"
        " from fct_findings where date_week = (select max(date_week) from fct_account_health)"
    )
    assert rows
    assert sorted(shown(sample)) == sorted(
        f"{row['finding']} {row['account_id']} {row['calls_at_stake']:,.0f} {row['weeks_open']} {row['owner_role']}"
        for row in rows
    )
    changed = sample.copy(tmp_path)
    changed.execute("delete from fct_findings")
    assert shown(changed) == ["none"]
    changed.execute("drop table fct_findings")
    assert "Findings" not in changed.dbt("--quiet", "run-operation", "volume_summary")[1]


def test_the_summary_of_one_account(sample: Warehouse) -> None:
    def summary(account_id: str) -> str:
        arguments = json.dumps({"account_id": account_id})
        return sample.dbt("--quiet", "run-operation", "volume_summary", "--args", arguments)[1]

    printed = [line.split() for line in summary("willow").splitlines()]
    assert printed[1] == ["API", "call", "volume", "of", "Willow", "Insurance", "(willow),", "dates", "in", "UTC"]
    complete = [line for line in printed if line and re.match(r"\d{4}-", line[0]) and "(not" not in line]
    shown = {week: (calls, failed, users) for week, calls, *_, failed, users in complete}
    weeks = sample.rows(
        "select date_week, api_calls, api_calls - successful_calls as failed, active_users"
        f" from fct_account_calls_weekly where account_id = 'willow' and date_week between {LAST} - 56 and {LAST}"
    )
    assert shown == {
        str(row["date_week"]): tuple(f"{row[column]:,.0f}" for column in ("api_calls", "failed", "active_users"))
        for row in weeks
    }
    integrations = {line[0] for line in printed if len(line) > 2 and line[1] == "willow"}
    [expected] = sample.rows(
        "select list(integration_id) as ids from fct_api_calls_weekly"
        f" where account_id = 'willow' and date_week = {LAST}"
    )
    assert integrations == set(expected["ids"])
    assert "no call of the account `o'hara` has been counted" in summary("o'hara")


def test_it_says_so_where_nothing_is_built(tmp_path: Path, sample: Warehouse) -> None:
    nothing = Warehouse(tmp_path, sample.project)
    passed, said = nothing.dbt("run-operation", "volume_report", must_pass=False)
    assert not passed
    assert "Run `dbt build` first" in said
