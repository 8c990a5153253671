"""A run without news sends few statements to its warehouse, and none of them writes to a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from harness.histories.calls import RAW_COLUMNS, call_rows, declaration, random_histories
from harness.warehouses.duckdb import CONSUMER, PACKAGE, Warehouse
from harness.warehouses.statements import Statement, by_kind, statements_of, writes

pytestmark = pytest.mark.long
# Each model asks what is due, whether its rows differ, or whether its view would be another. Three views have the time
# of the run in their SQL, and are created again.
MOST = 79
# One query describes all declared tables. int_api_calls asks for the columns of the inventory.
LOOKUPS = 2


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The sample, built."""
    warehouse = Warehouse(tmp_path_factory.mktemp("sample"), PACKAGE)
    warehouse.dbt("seed")
    built = statements_of(warehouse, "run")
    assert {model for model, kind in writes(built) if kind == "create table"} >= {"dim_accounts", "fct_api_call_ledger"}
    return warehouse


@pytest.fixture(scope="module")
def without_news(sample: Warehouse) -> list[Statement]:
    return statements_of(sample, "run")


def test_a_run_without_news_sends_few_statements(without_news: list[Statement]) -> None:
    print(by_kind(without_news))
    assert len(without_news) <= MOST
    lookups = [statement for statement in without_news if '(describe "' in statement.text]
    assert len(lookups) == LOOKUPS


def test_a_run_without_news_writes_to_no_table(without_news: list[Statement]) -> None:
    assert writes(without_news) == []


def test_an_account_with_a_time_zone_costs_three_statements(
    sample: Warehouse, without_news: list[Statement], tmp_path: Path
) -> None:
    """Which time zones there are, which of them the warehouse knows, and which days are missing."""
    warehouse = sample.copy(tmp_path / "time_zone")
    warehouse.execute("alter table sample_billing_periods add column time_zone varchar")
    warehouse.execute("update sample_billing_periods set time_zone = 'America/New_York' where account_id = 'ash'")
    warehouse.dbt("run")
    again = statements_of(warehouse, "run")
    assert writes(again) == []
    assert len(again) <= len(without_news) + 3


@pytest.fixture
def renamed_account(sample: Warehouse) -> Iterator[str]:
    """An account whose name in `accounts_relation` changed, without new calls."""
    sample.execute("update sample_accounts set account_name = account_name || ' Ltd' where account_id = 'ash'")
    yield "ash"
    sample.execute(
        "update sample_accounts set account_name = replace(account_name, ' Ltd', '') where account_id = 'ash'"
    )
    sample.dbt("run")


def test_a_dimension_follows_its_relation_without_news_in_calls(sample: Warehouse, renamed_account: str) -> None:
    written = {model for model, _ in writes(statements_of(sample, "run"))}
    assert written == {"dim_accounts"}
    names = f"select account_name from dim_accounts where account_id = '{renamed_account}'"
    assert str(sample.rows(names)[0]["account_name"]).endswith(" Ltd")
    assert writes(statements_of(sample, "run")) == []


def test_what_raw_has_is_asked_once_however_many_sources_share_a_format(tmp_path: Path) -> None:
    """A view has a branch for each of its sources: read once for each of them, it would be planned n * n times."""
    rows = [row.values() for history in random_histories(2, seed_number=1) for row in call_rows(history.loads[0])]
    read: list[Counter[str]] = []
    for count in (2, 6):
        sources = [
            declaration("h000")
            | {"name": f"{mode}_{number}", "sync_mode": mode, "where": f"environment = '{mode}_{number}'"}
            for mode in ("append", "upsert")
            for number in range(count)
        ]
        warehouse = Warehouse(tmp_path / str(count), CONSUMER, {"api_call_sources": sources})
        warehouse.load("histories.h000", RAW_COLUMNS, rows)
        warehouse.dbt("run", "--select", "+int_raw_inventory")
        statements = statements_of(warehouse, "run", "--select", "+int_raw_inventory")
        asked = " ".join(each.text for each in statements if each.model == "int_raw_inventory")
        read.append(Counter({view: asked.count(f'"{view}"') for view in ("stg_columns__api_calls", "int_api_calls")}))
    assert read[0]["stg_columns__api_calls"] == 1
    assert read[0] == read[1]
