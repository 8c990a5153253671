"""Permissions on Postgres, with the settings and grants in docs/permissions.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import psycopg2.errors
import pytest
from harness.warehouses.duckdb import PACKAGE
from harness.warehouses.postgres import PostgresWarehouse

pytestmark = pytest.mark.postgres
PAGE = (PACKAGE / "docs" / "permissions.md").read_text(encoding="utf-8")
PROJECT = """
name: reports
version: 1.0.0
profile: api_call_volume_integration_tests
vars:
  api_call_volume:
    api_call_sources:
      - {name: billing, format: columns, source: raw.billing_events}
      - {name: edge, format: kong, source: raw.kong_log}
    engagement_sources:
      product_events: {source: raw.product_events}
"""
RAW_TABLES = """
sources:
  - name: raw
    tables: [{name: billing_events}, {name: kong_log}, {name: product_events}]
"""
CALL = {"event_id": "text", "occurred_at": "timestamp", "loaded_at": "timestamp", "account_id": "text"}
EVENT = {**CALL, "user_id": "text", "session_id": "text", "event_name": "text", "object_id": "text"}


def block(language: str) -> str:
    """The page's first code block in this language."""
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.S)
    assert found
    return found[1]


def load(warehouse: PostgresWarehouse, call: str, day: str) -> None:
    """Loads a call of a table, a rejected one, a call of a log, and an event."""
    at, loaded_at = f"{day} 10:00", f"{day} 23:00"
    warehouse.load("raw.billing_events", CALL, [(call, at, loaded_at, "acme"), (None, None, loaded_at, "acme")])
    record = {
        "request": {"id": call, "method": "GET", "uri": "/a"},
        "response": {"status": 200},
        "started_at": 1772359200000,
    }
    warehouse.load("raw.kong_log", {"record": "text", "loaded_at": "timestamp"}, [(json.dumps(record), loaded_at)])
    warehouse.load(
        "raw.product_events",
        {**EVENT, "target_user_id": "text"},
        [(call, at, loaded_at, "acme", "u1", "s1", "search", None, None)],
    )


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, port: int) -> Iterator[PostgresWarehouse]:
    """A database with raw tables and two roles, and a project with the page's settings that one of them builds."""
    folder = tmp_path_factory.mktemp("permissions")
    project = folder / "project"
    (project / "models").mkdir(parents=True)
    (project / "dbt_project.yml").write_text(PROJECT + block("yaml"))
    (project / "packages.yml").write_text(f"packages:\n  - local: {PACKAGE}\n")
    (project / "models" / "raw.yml").write_text(RAW_TABLES)
    warehouse = PostgresWarehouse(folder / "warehouse", project, port=port, user="builder")
    load(warehouse, "first", "2026-03-01")
    roles = block("sql").replace("database analytics", f"database {warehouse.dbname}").replace("nologin", "login")
    warehouse.execute(roles)
    warehouse.dbt("build")
    yield warehouse
    warehouse.execute("drop owned by builder, reporter; drop role builder, reporter")


def readable(warehouse: PostgresWarehouse, user: str) -> set[str]:
    """The tables and views that a user can read, raw tables included."""
    manifest = json.loads((warehouse.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    nodes = [*manifest["nodes"].values(), *manifest["sources"].values()]
    relations = {node["name"]: node["relation_name"] for node in nodes if node["resource_type"] in ("model", "source")}
    found = set()
    for name, relation in relations.items():
        try:
            with warehouse.cursor(user) as cursor:
                cursor.execute(f"select * from {relation} limit 1")
        except psycopg2.errors.InsufficientPrivilege:
            continue
        found.add(name)
    return found


def models(warehouse: PostgresWarehouse, *selected: str) -> set[str]:
    return set(
        warehouse.dbt("--quiet", "ls", "--output", "name", "--resource-type", "model", "--select", *selected)[1].split()
    )


def test_reporters_read_the_marts_and_nothing_else(warehouse: PostgresWarehouse) -> None:
    marts = models(warehouse, "api_call_volume.marts") - {"fct_rejected_api_calls"}
    assert {"fct_api_calls_daily", "fct_route_calls_daily", "fct_engagement_scorecard", "dim_accounts"} < marts
    assert readable(warehouse, "reporter") == marts
    assert readable(warehouse, "builder") > marts | {"fct_rejected_api_calls", "stg_kong__api_calls", "kong_log"}


def test_reporters_change_nothing(warehouse: PostgresWarehouse) -> None:
    mart = "api_call_volume_marts.fct_api_calls_daily"
    for statement in (f"delete from {mart}", f"drop table {mart}", "create table api_call_volume_marts.own (id int)"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege), warehouse.cursor("reporter") as cursor:
            cursor.execute(statement)


def test_the_builder_is_no_superuser(warehouse: PostgresWarehouse) -> None:
    [role] = warehouse.rows("select rolsuper, rolcreaterole, rolbypassrls from pg_roles where rolname = 'builder'")
    assert set(role.values()) == {False}


@pytest.mark.parametrize("command", [["build"], ["build", "--full-refresh"]], ids=["increment", "full-refresh"])
def test_every_run_keeps_the_permissions(warehouse: PostgresWarehouse, command: list[str]) -> None:
    before = readable(warehouse, "reporter")
    load(warehouse, command[-1], "2026-03-02")
    warehouse.execute(
        "grant select on api_call_volume_internal.fct_rejected_api_calls to reporter;"
        "grant usage on schema api_call_volume_internal to reporter;"
    )
    assert "fct_rejected_api_calls" in readable(warehouse, "reporter")
    warehouse.dbt(*command)
    assert readable(warehouse, "reporter") == before
    [row] = warehouse.rows("select count(distinct date_day) as days from api_call_volume_marts.fct_api_calls_daily")
    assert row["days"] == 2
