"""The report, printed as a user prints it, and the data inside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from harness.warehouses.duckdb import Warehouse

BEGINNING = '<script type="application/json" id="data">\n'
END = "\n</script>"


def report(warehouse: Warehouse, **arguments: int) -> str:
    """The page that `volume_report` prints."""
    return report_of(warehouse.dbt("--quiet", "run-operation", "volume_report", "--args", json.dumps(arguments))[1])


def report_of(printed: str) -> str:
    """The page in what dbt printed, without the line ends around it."""
    return printed[printed.index("<!doctype html>") : printed.rindex("</html>")] + "</html>\n"


def without_data(page: str) -> str:
    """The page around its data: the same for all data."""
    before, _, rest = page.partition(BEGINNING)
    return before + rest.partition(END)[2]


def data_of(page: str) -> dict[str, Any]:
    """The data of a page."""
    found = page.partition(BEGINNING)[2].partition(END)[0]
    data: dict[str, Any] = json.loads(found)
    return data


# What a name may hold: ends of elements, comments, entities, templates, line ends of scripts, directions, nothing at
# all, and texts that look like other types.
HOSTILE = [
    "</script><script>document.title = 'broken'</script>",
    "<!--<script>",
    "<img src=x onerror=\"document.title = 'broken'\">",
    "&lt;b&gt;&#x3c;i&#x3e;",
    "{{ 1 / 0 }}{% raw %}${1 / 0}`",
    'quotes " \' \\" and \\u003c and \\',
    "line\u2028and\u2029line\n\r\tand\u0001control",
    "\u202eright to left\u202c \u05e9\u05dc\u05d5\u05dd",
    "javascript:alert(1)",
    "__proto__",
    "constructor",
    "",
    " ",
    "null",
    "007",
    "1e5",
    "2026-01-01",
    "true",
    "a/b?c=d#e%2f%",
    "\U0001f600" * 3,
    "x" * 400,
    "https://example.com/a.js",
]
# The text columns that the report shows, by mart.
SHOWN_TEXTS = {
    "dim_accounts": ["account_name", "plan", "segment"],
    "fct_api_calls_weekly": ["integration_id"],
    "fct_api_call_ledger": ["source_name"],
    "fct_rejected_api_calls": ["source_name", "reject_reason"],
    "dim_playbook": ["owner_role", "what_to_do"],
}
WITH_ACCOUNTS = [
    *("dim_accounts", "fct_api_calls_daily", "fct_api_calls_weekly"),
    *("fct_account_calls_daily", "fct_account_calls_weekly"),
]


def make_hostile(warehouse: Warehouse) -> None:
    """Gives accounts, integrations, sources and reasons hostile names."""
    with warehouse.connection() as connection:
        connection.execute("create temp table hostile (number integer, text varchar)")
        connection.executemany("insert into hostile values (?, ?)", list(enumerate(HOSTILE)))
        connection.execute(
            "create temp table renamed as select account_id, text from hostile inner join"
            " (select account_id, row_number() over (order by account_id) - 1 as number from dim_accounts"
            " where account_id <> '(unattributed)') using (number)"
        )
        for mart in [*WITH_ACCOUNTS, "fct_month_forecast", "fct_account_health", "fct_power_users"]:
            connection.execute(
                f"update {mart} set account_id = text from renamed where {mart}.account_id = renamed.account_id"
            )
        for mart, columns in SHOWN_TEXTS.items():
            for column in columns:
                connection.execute(
                    f"update {mart} set {column} = text from hostile"
                    f" where number = abs(hash({mart}.rowid::varchar || '{column}') % {len(HOSTILE)})"
                )


def make_empty(warehouse: Warehouse) -> None:
    """Takes all rows from the marts."""
    for mart in [*marts_of(warehouse)]:
        warehouse.execute(f"delete from {mart}")


def make_incomplete(warehouse: Warehouse) -> None:
    """Makes no period complete."""
    for mart, columns in marts_of(warehouse).items():
        if "is_complete_period" in columns:
            warehouse.execute(f"update {mart} set is_complete_period = false")


def make_many(warehouse: Warehouse, accounts: int) -> None:
    """Adds accounts with calls of all outcomes in 60 complete weeks, each account with more than the one before."""
    failures = ("client_error_calls", "auth_failed_calls", "rate_limited_calls", "server_error_calls", "aborted_calls")
    numbers = ", ".join(f"number as {column}" for column in failures)
    for mart in WITH_ACCOUNTS[1:]:
        date = "date_week" if mart.endswith("weekly") else "date_day"
        integration = "" if "account" in mart else " 'only' as integration_id,"
        warehouse.execute(
            f"insert into {mart} by name select * exclude (number, weeks) replace ('account-' || number as account_id,"
            f" cast('2026-09-21' as date) - cast(7 * weeks as integer) as {date},{integration}"
            f" 10000 + 7 * number as api_calls, 10000 + 2 * number as successful_calls, {numbers})"
            f" from (select * from {mart} where {date} = '2026-09-21' limit 1)"
            f" cross join (select unnest(range({accounts})) as number) cross join (select unnest(range(60)) as weeks)"
        )
    warehouse.execute(
        "insert into dim_accounts by name select 'account-' || number as account_id,"
        " 'Account number ' || number || ', Limited' as account_name, 'enterprise' as plan,"
        " account_id as top_account_id, 0 as depth"
        f" from (select unnest(range({accounts})) as number)"
    )


def marts_of(warehouse: Warehouse) -> dict[str, list[str]]:
    """The marts that are tables, with their columns."""
    found: dict[str, list[str]] = {}
    for row in warehouse.rows(
        "select table_name, column_name from information_schema.columns inner join information_schema.tables"
        " using (table_name) where table_type = 'BASE TABLE' and regexp_matches(table_name, '^(fct|dim)_')"
        " order by table_name, ordinal_position"
    ):
        found.setdefault(row["table_name"], []).append(row["column_name"])
    return found


def write(page: str, folder: Path, name: str) -> Path:
    """Writes a page to a file."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.html"
    file.write_text(page, encoding="utf-8")
    return file
