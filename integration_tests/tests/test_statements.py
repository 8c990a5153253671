"""A run without news sends few statements to its warehouse, and none of them writes to a table."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from harness.warehouses.duckdb import PACKAGE, Warehouse
from harness.warehouses.statements import Statement, by_kind, statements_of, writes

pytestmark = pytest.mark.long
# Each model asks what is due, whether its rows differ, or whether its view would be another. Three views have the time
# of the run in their SQL, and are created again.
MOST = 73
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
