"""examples/billing: what each billing system would be sent, beside the form that its documentation asks for."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from harness.warehouses.duckdb import PACKAGE, Warehouse, install_packages

pytestmark = pytest.mark.scenarios

EXAMPLE = PACKAGE / "examples" / "billing"
PROJECT = """
name: shop
version: 1.0.0
profile: api_call_volume_integration_tests
"""
SOURCES = "sources: [{name: raw, schema: raw, tables: [{name: calls}, {name: rate_card}]}]\n"
# Every account is a customer of Stripe but `no customer`.
STRIPE_CUSTOMERS = """
select distinct
    account_id,
    'cus_' || substr(md5(account_id), 1, 14) as stripe_customer_id
from {{ ref('fct_billing_period_calls') }}
where account_id <> 'no customer'
"""
MODELS = ["stripe_meter_events", "stripe_invoice_items", "lago_events", "orb_events"]
# Calls of no account can't be billed.
CLOSED = "from fct_billing_period_calls where is_closed and account_id <> '(unattributed)'"
CLOSED_PERIODS = f"select (account_id, period_start) {CLOSED}"


@dataclass(frozen=True)
class Field:
    """What a system's documentation says of a field. Every field that we send is there in each row."""

    kind: type
    pattern: str = ""
    longest: int = 0
    says: Callable[[Any], bool] = lambda _: True

    def wrong(self, value: Any) -> bool:
        return (
            not isinstance(value, self.kind)
            or (self.pattern != "" and not re.fullmatch(self.pattern, str(value)))
            or (self.longest != 0 and len(str(value)) > self.longest)
            or not self.says(value)
        )


def is_utc_time(value: str) -> bool:
    return datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").strftime("%Y-%m-%dT%H:%M:%SZ") == value


def is_flat_object_of_numbers(value: str) -> bool:
    found = json.loads(value)
    return list(found) == ["billed_calls"] and isinstance(found["billed_calls"], int | float)


# A key of our own is a hash, whatever the account's id is.
KEY = Field(str, r"[0-9a-f]{32}", longest=100)
SECONDS = Field(int, r"[1-9][0-9]{8,9}")
WHOLE = Field(str, r"-?(0|[1-9][0-9]*)")
CUSTOMER = Field(str, r"cus_\w{14}")
FORMS: Mapping[str, Mapping[str, Field]] = {
    "stripe_meter_events": {
        "identifier": KEY,
        "timestamp": SECONDS,
        "event_name": Field(str, r"\S+", longest=100),
        "payload_stripe_customer_id": CUSTOMER,
        "payload_value": WHOLE,
    },
    "stripe_invoice_items": {
        "idempotency_key": KEY,
        "customer": CUSTOMER,
        "amount": Field(Decimal, r"-?[0-9]{1,8}"),
        "currency": Field(str, r"[a-z]{3}"),
        "description": Field(str, r".+", longest=5000),
        "period_start": SECONDS,
        "period_end": SECONDS,
    },
    "lago_events": {
        "transaction_id": KEY,
        "external_subscription_id": Field(str, r"(?s).+"),
        "code": Field(str, r"\S+"),
        "timestamp": SECONDS,
        "properties": Field(str, says=is_flat_object_of_numbers),
    },
    "orb_events": {
        "idempotency_key": KEY,
        "event_name": Field(str, r"\S+"),
        "external_customer_id": Field(str, r"(?s).+"),
        "timestamp": Field(str, says=is_utc_time),
        "billed_calls": Field(Decimal),
    },
}


def not_of_the_form(model: str, rows: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    """The cells that the system would refuse."""
    form = FORMS[model]
    assert all(list(row) == list(form) for row in rows)
    return [(name, row[name]) for row in rows for name, field in form.items() if field.wrong(row[name])]


def test_a_wrong_cell_is_found() -> None:
    right = {
        "transaction_id": "0" * 32,
        "external_subscription_id": "ash",
        "code": "api_calls",
        "timestamp": 1767225600,
        "properties": '{"billed_calls": -1.5}',
    }
    assert not_of_the_form("lago_events", [right]) == []
    wrong: dict[str, Any] = {
        "transaction_id": None,
        "code": "api calls",
        "timestamp": 1767225600000,
        "properties": '{"billed_calls": "1"}',
    }
    for name, value in wrong.items():
        assert not_of_the_form("lago_events", [{**right, name: value}]) == [(name, value)]


def epoch(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=timezone.utc).timestamp())


class Shop:
    """A user's project with the examples copied into it."""

    def __init__(self, folder: Path, vars: Mapping[str, Any]) -> None:
        project = folder / "project"
        shutil.copytree(EXAMPLE / "models", project / "models")
        (project / "dbt_project.yml").write_text(PROJECT)
        (project / "packages.yml").write_text(f"packages:\n  - local: {PACKAGE}\n")
        (project / "models" / "raw.yml").write_text(SOURCES)
        (project / "models" / "stripe_customers.sql").write_text(STRIPE_CUSTOMERS)
        install_packages(project)
        self.warehouse = Warehouse(folder / "warehouse", project, vars)

    def build(self, *arguments: str) -> None:
        # All seeds of the sample, since a run checks that each input is there.
        needed = ["resource_type:seed", *(f"+{model}" for model in MODELS)]
        tests = ["resource_type:test", "resource_type:unit_test"]
        self.warehouse.dbt("build", "--select", *needed, "--exclude", *tests, *arguments)

    def sent(self) -> dict[str, list[dict[str, Any]]]:
        return {model: self.warehouse.rows(f"select * from {model} order by all") for model in MODELS}

    def refused(self) -> dict[str, list[tuple[str, Any]]]:
        found = {model: not_of_the_form(model, rows) for model, rows in self.sent().items()}
        return {model: sorted(wrong) for model, wrong in found.items() if wrong}

    def assert_each_key_is_there_once(self) -> None:
        for model, rows in self.sent().items():
            key = next(iter(FORMS[model]))
            assert len({row[key] for row in rows}) == len(rows) > 0, model

    def assert_what_is_billed_is_sent(self) -> None:
        """By account, and as many periods."""
        billed = {
            row["account_id"]: (row["calls"], row["periods"])
            for row in self.warehouse.rows(
                f"select account_id, sum(billed_calls) as calls, count(*) as periods {CLOSED} group by 1"
            )
        }
        customers = {
            row["account_id"]: row["stripe_customer_id"]
            for row in self.warehouse.rows("select * from stripe_customers")
        }
        quantities: dict[str, Callable[[dict[str, Any]], tuple[Any, Decimal]]] = {
            "stripe_meter_events": lambda row: (row["payload_stripe_customer_id"], Decimal(row["payload_value"])),
            "lago_events": lambda row: (
                row["external_subscription_id"],
                json.loads(row["properties"], parse_float=Decimal)["billed_calls"],
            ),
            "orb_events": lambda row: (row["external_customer_id"], row["billed_calls"]),
        }
        sent = self.sent()
        for model, quantity in quantities.items():
            found: dict[Any, tuple[Decimal, int]] = {}
            for customer, calls in map(quantity, sent[model]):
                before, events = found.get(customer, (Decimal(0), 0))
                found[customer] = before + calls, events + 1
            keys = customers if model.startswith("stripe") else {account: account for account in billed}
            assert found == {keys.get(account): sums for account, sums in billed.items()}, model

    def failed_tests(self) -> set[str]:
        """The tests of the example, and of what is billed below 0, that failed or warned."""
        return self.warehouse.failed_tests("--select", "shop", "no_closed_period_is_billed_below_zero")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Shop:
    shop = Shop(tmp_path_factory.mktemp("sample"), {"use_sample_data": True})
    shop.build()
    return shop


def test_the_sample_has_the_form_of_each_system(sample: Shop) -> None:
    assert sample.refused() == {}
    assert sample.failed_tests() == set()
    sample.assert_each_key_is_there_once()
    sample.assert_what_is_billed_is_sent()


def test_on_the_day_of_the_close_stripe_takes_the_event(sample: Shop) -> None:
    """It lies in its period, and is not older than 35 days."""
    periods = sample.warehouse.rows(f"select period_start, period_end, closed_on {CLOSED}")
    spans = {row["period_end"]: row for row in periods}
    for row in sample.sent()["stripe_meter_events"]:
        at = datetime.fromtimestamp(row["timestamp"], timezone.utc)
        period = spans[at.date() + timedelta(days=1)]
        assert (at.hour, period["period_start"] <= at.date() < period["period_end"]) == (12, True)
        assert period["closed_on"] - at.date() <= timedelta(days=35)


def test_the_invoice_items_are_the_amounts_in_cents(sample: Shop) -> None:
    """The first period of the quarter by hand in docs/billing.md; and all closed lines, to half a cent."""
    of_june = sample.warehouse.rows(
        "select amount, description from stripe_invoice_items"
        " inner join stripe_customers on customer = stripe_customer_id"
        f" where account_id = 'ash' and period_start = {epoch(date(2026, 6, 5))} order by description"
    )
    assert [(row["amount"], row["description"]) for row in of_june] == [
        (4900, "calls, tier 1"),
        (800, "calls, tier 2"),
        (288, "calls, tier 3"),
    ]
    [lines] = sample.warehouse.rows(
        "select sum(amount) as amount, count(*) as lines from fct_billing_lines"
        f" where (account_id, period_start) in ({CLOSED_PERIODS})"
    )
    [sent] = sample.warehouse.rows("select sum(amount) as amount, count(*) as lines from stripe_invoice_items")
    assert sent["lines"] == lines["lines"]
    assert abs(sent["amount"] - 100 * lines["amount"]) <= Decimal("0.5") * sent["lines"]


def test_a_rebuild_gives_the_same_rows(sample: Shop) -> None:
    before = sample.sent()
    sample.build("--full-refresh")
    assert sample.sent() == before


@pytest.mark.parametrize("model", ["stripe_meter_events", "orb_events"])
def test_a_file_has_the_columns_of_the_form(sample: Shop, model: str, tmp_path: Path) -> None:
    file = tmp_path / f"{model}.csv"
    sample.warehouse.execute(f"copy {model} to '{file}' (header)")
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == list(FORMS[model])
    assert len(rows) == len(sample.sent()[model])


VARS: dict[str, Any] = {
    "api_call_sources": [{"name": "edge", "format": "columns", "source": "raw.calls"}],
    "billing_grace_days": 3,
    "rate_card": {"source": "raw.rate_card"},
}
CALLS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "loaded_at": "timestamp",
    "account_id": "varchar",
    "http_response_status_code": "integer",
    "call_count": "double precision",
}
RATES = {"metric": "varchar", "up_to": "double precision", "unit_price": "double precision"}
JANUARY = date(2026, 1, 1)
HOSTILE = ['O\'Brien, "& sons"', "back\\slash", "two\nlines", "früh 早い", "long " * 60]


def came(id: str, account: str | None, day: date, loaded_on: date, count: float = 1.0) -> tuple[Any, ...]:
    """Calls at noon, loaded at one in the morning."""
    at = datetime(day.year, day.month, day.day, 12)
    return id, at, datetime(loaded_on.year, loaded_on.month, loaded_on.day, 1), account, 200, count


def daily(first: date, last: date) -> list[tuple[Any, ...]]:
    """A call of `daily` on each day, loaded the day after: what shows how far the source has loaded."""
    days = [first + timedelta(days=number) for number in range((last - first).days)]
    return [came(f"daily {day}", "daily", day, day + timedelta(days=1)) for day in days]


def test_late_calls_change_no_row_that_was_there(tmp_path: Path) -> None:
    """And what is below 0, is no whole number or has no customer stays in, for the system or a test to tell."""
    shop = Shop(tmp_path, VARS)
    warehouse = shop.warehouse
    warehouse.load("raw.rate_card", RATES, [("calls", None, 0.015)])
    in_time, late = date(2026, 1, 25), date(2026, 2, 20)
    warehouse.load(
        "raw.calls",
        CALLS,
        [
            *daily(JANUARY, date(2026, 2, 10)),
            *(came(account, account, date(2026, 1, 20), in_time, 7.0) for account in HOSTILE),
            came("owner", "before", date(2026, 1, 20), in_time, 100.0),
            came("sampled", "sampled", date(2026, 1, 20), in_time, 2.5),
            came("of no customer", "no customer", date(2026, 1, 20), in_time),
            came("of nobody", None, date(2026, 1, 20), in_time, 1000.0),
        ],
    )
    shop.build()
    january = shop.sent()
    # `no customer` and the account that is sampled.
    assert shop.refused() == {
        "stripe_meter_events": [("payload_stripe_customer_id", None), ("payload_value", "2.500000")],
        "stripe_invoice_items": [("customer", None)],
    }
    assert {len(rows) for rows in january.values()} == {len(HOSTILE) + 4}

    # The call is found to be of another account, and more come late.
    warehouse.load(
        "raw.calls",
        CALLS,
        [
            came("owner", "after", date(2026, 1, 10), late, 100.0),
            came("late", "sampled", date(2026, 1, 21), late, 5.0),
            *daily(date(2026, 2, 10), date(2026, 3, 9)),
        ],
    )
    shop.build()
    both = shop.sent()
    for model, rows in january.items():
        assert [row for row in both[model] if row in rows] == rows, model
    shop.assert_each_key_is_there_once()
    shop.assert_what_is_billed_is_sent()
    below_zero = warehouse.rows("select * from orb_events where billed_calls < 0")
    assert [(row["external_customer_id"], row["billed_calls"]) for row in below_zero] == [("before", -100)]
    assert ("before", -100, '{"billed_calls": -100.000000}') in [
        (row["external_subscription_id"], json.loads(row["properties"])["billed_calls"], row["properties"])
        for row in both["lago_events"]
    ]
    assert [row["payload_value"] for row in both["stripe_meter_events"] if row["payload_value"] < "0"] == ["-100"]
    assert [row["amount"] for row in both["stripe_invoice_items"] if row["amount"] < 0] == [-150]
    assert shop.failed_tests() == {
        "no_closed_period_is_billed_below_zero",
        "not_null_stripe_invoice_items_customer",
        "not_null_stripe_meter_events_payload_stripe_customer_id",
    }
    shop.build("--full-refresh")
    assert shop.sent() == both
