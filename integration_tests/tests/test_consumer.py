"""A user's project in another folder, which installs the package and declares its raw tables."""

from __future__ import annotations

import json

import pytest
from harness.warehouses.duckdb import PACKAGE, Warehouse

pytestmark = pytest.mark.package

SOURCES = """
vars:
  api_call_volume:
    api_call_sources:
      - name: billing
        format: columns
        source: raw.billing_events
        columns:
          event_id: id
          occurred_at: happened_at
          account_id: tenant
          integration_id: "lower(app)"
      - name: legacy
        format: columns
        ref: legacy_calls
        deduplicate_on: [occurred_at, account_id, call_number]
      - name: edge
        format: kong
        source: raw.kong_log
        record_column: entry
        loaded_at_column: loaded_at
        columns:
          account_id: "coalesce(tenant, 'none given')"
    accounts_relation: {ref: customers}
    account_columns: {account_id: customer_id, plan: tier}
"""

# The project's own mart of calls per account and day, and the test that reconciles it with the package's.
BILLED_CALLS = """
{{ config(materialized='table') }}
select cast('2026-03-01' as date) as billed_on, 'acme' as customer_id, 5 as billed_calls
union all
select cast('2026-03-02' as date), null, 1
"""
BILLED_CALLS_YML = """
models:
  - name: billed_calls
    data_tests:
      - api_call_volume.reconciles_with:
          name: what_is_billed_was_called
          arguments:
            measure: billed_calls
            to: ref('fct_api_calls_daily')
            to_measure: api_calls
            group_by: [billed_on, customer_id]
            to_group_by: [date_day, "nullif(account_id, '(unattributed)')"]
          config: {store_failures: true}
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    folder = tmp_path_factory.mktemp("shop")
    project = folder / "project"
    (project / "models").mkdir(parents=True)
    (project / "dbt_project.yml").write_text(
        "name: shop\nversion: 1.0.0\nprofile: api_call_volume_integration_tests\nmodel-paths: [models]\n" + SOURCES
    )
    (project / "packages.yml").write_text(f"packages:\n  - local: {PACKAGE}\n")
    (project / "models" / "legacy_calls.sql").write_text(
        "select 'acme' as account_id, 'till' as integration_id, timestamp '2026-03-01 10:00' as occurred_at,\n"
        "    timestamp '2026-03-02 01:00' as loaded_at, 200 as http_response_status_code, number as call_number\n"
        "from (values (1), (1), (2), (3)) as numbers (number)\n"
    )
    (project / "models" / "customers.sql").write_text(
        "select 'acme' as customer_id, 'Acme' as account_name, 'pro' as tier\n"
        "union all select 'silent', 'Silent', 'free'\n"
    )
    (project / "models" / "billed_calls.sql").write_text(BILLED_CALLS)
    (project / "models" / "billed_calls.yml").write_text(BILLED_CALLS_YML)
    (project / "models" / "raw.yml").write_text(
        "version: 2\nsources:\n  - name: raw\n    schema: raw\n    tables:\n"
        "      - name: billing_events\n      - name: kong_log\n"
    )
    warehouse = Warehouse(folder / "warehouse", project)
    warehouse.load(
        "raw.billing_events",
        {"id": "integer", "happened_at": "timestamptz", "tenant": "varchar", "app": "varchar", "loaded_at": "date"},
        [
            (1, "2026-03-01 12:00:00+02", "acme", "Till", "2026-03-02"),
            (1, "2026-03-01 12:00:00+02", "acme", "Till", "2026-03-03"),
            (2, "2026-03-01 23:30:00-02", None, "Till", "2026-03-03"),
            (None, None, "acme", "Till", "2026-03-02"),
        ],
    )
    record = {
        "request": {"id": "r1", "method": "GET", "uri": "/a"},
        "response": {"status": 503},
        "started_at": 1772359200000,
    }
    warehouse.load(
        "raw.kong_log",
        {"loaded_at": "timestamp", "entry": "json", "tenant": "varchar"},
        [("2026-03-02 00:00:00", json.dumps(record), "acme"), ("2026-03-02 00:00:00", None, None)],
    )
    warehouse.dbt("build")
    return warehouse


def test_it_counts_what_the_raw_tables_hold(shop: Warehouse) -> None:
    daily = shop.rows("select * from fct_api_calls_daily order by date_day, account_id, integration_id")
    cells = [(str(row["date_day"]), row["account_id"], row["integration_id"], int(row["api_calls"])) for row in daily]
    assert cells == [
        ("2026-03-01", "acme", "(unattributed)", 1),
        ("2026-03-01", "acme", "till", 4),
        ("2026-03-02", "(unattributed)", "till", 1),
    ]
    assert [int(row["server_error_calls"]) for row in daily] == [1, 0, 0]


def test_every_row_of_every_source_is_in_the_ledger(shop: Warehouse) -> None:
    ledger = shop.rows(
        "select source_name, sum(rows_received), sum(rows_counted), sum(rows_duplicate), sum(rows_rejected)"
        " from fct_api_call_ledger group by source_name order by source_name"
    )
    assert [tuple(int(value) if number else value for number, value in enumerate(row.values())) for row in ledger] == [
        ("billing", 4, 2, 1, 1),
        ("edge", 2, 1, 0, 1),
        ("legacy", 4, 3, 1, 0),
    ]


def test_its_accounts_are_the_dimension(shop: Warehouse) -> None:
    accounts = shop.rows(
        "select account_id, account_name, plan, industry, first_called_on from dim_accounts order by 1"
    )
    assert [tuple(str(value) for value in row.values()) for row in accounts] == [
        ("(unattributed)", "None", "None", "None", "2026-03-02"),
        ("acme", "Acme", "pro", "None", "2026-03-01"),
        ("silent", "Silent", "free", "None", "None"),
    ]


def test_there_is_no_sample_in_its_warehouse(shop: Warehouse) -> None:
    tables = shop.rows("select table_name from information_schema.tables where table_name like 'sample%'")
    assert tables == []


def test_its_own_tables_are_upstream_of_the_facts(shop: Warehouse) -> None:
    _, printed = shop.dbt("ls", "--select", "+fct_api_calls_daily", "--resource-types", "model", "source")
    for node in (
        "source:shop.raw.billing_events",
        "source:shop.raw.kong_log",
        "shop.legacy_calls",
        "api_call_volume.staging.kong.stg_kong__api_calls",
    ):
        assert node in printed.split()


def test_the_packages_tests_run_and_its_unit_tests_do_not(shop: Warehouse) -> None:
    _, printed = shop.dbt("ls", "--resource-types", "test", "unit_test")
    assert "api_call_volume.every_raw_row_is_accounted_for" in printed
    assert "unit_test" not in printed


def test_the_summary_runs_as_a_users_operation(shop: Warehouse) -> None:
    _, printed = shop.dbt("run-operation", "volume_summary")
    assert "billing" in printed
    assert "all sources" in printed


def test_its_own_mart_is_reconciled_with_ours(shop: Warehouse) -> None:
    """The fixture built and tested it; then a row is changed."""
    stored = "select * from main_dbt_test__audit.what_is_billed_was_called"
    assert shop.rows(stored) == []
    shop.execute("update billed_calls set billed_calls = 4 where customer_id = 'acme'")
    succeeded, printed = shop.dbt("test", "--select", "what_is_billed_was_called", must_pass=False)
    assert not succeeded
    assert "Got 1 result" in printed
    [row] = shop.rows(stored)
    assert (str(row["billed_on"]), row["customer_id"]) == ("2026-03-01", "acme")
    assert (row["value_here"], row["value_there"], row["difference"]) == (4, 5, -1)
