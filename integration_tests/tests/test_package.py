"""What a root project can do with the installed package: names, schemas, vars, disabled or replaced models, configs."""

from __future__ import annotations

import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from harness.warehouses.duckdb import PACKAGE, DbtFailed, Warehouse
from harness.warehouses.statements import statements_of
from harness.warehouses.what_ran import is_exposure

pytestmark = pytest.mark.package

IN_REPORTING = {
    "+schema": "reporting",
    "+tags": ["reporting"],
    "+persist_docs": {"relation": True, "columns": True},
}
OUR_VARS: dict[str, Any] = {
    "week_start_day": "sunday",
    "api_call_sources": [{"name": "till", "format": "columns", "source": "raw.till_calls"}],
}
# At the root, for every package that reads it; and for this package.
VARS = {"reporting_timezone": "Asia/Tokyo", "api_call_volume": OUR_VARS}
FILES = {
    "packages.yml": f"packages:\n  - local: {PACKAGE}\n",
    # Schemas without the target's prefix.
    "macros/generate_schema_name.sql": """
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
""",
    # Macros and a generic test with names of the package's, which must not replace them.
    "macros/hashed.sql": "{% macro hashed(text) %}{{ exceptions.raise_compiler_error('not this one') }}{% endmacro %}",
    "macros/adds_up.sql": "{% test adds_up(model, total, parts) %}select 1 as of_the_shop{% endtest %}",
    "models/raw.yml": "sources:\n  - name: raw\n    schema: raw\n    tables:\n      - name: till_calls\n",
    # Models with names like the package's.
    "models/api_calls.sql": "select * from {{ ref('fct_api_calls_daily') }}",
    "models/stg_kong__api_calls_of_the_shop.sql": "select 1 as one",
    "models/fct_api_calls.sql": "select sum(api_calls) as api_calls from {{ ref('api_calls') }}",
}
COLUMNS = {
    "event_id": "varchar",
    "occurred_at": "timestamp",
    "loaded_at": "timestamp",
    "account_id": "varchar",
    "integration_id": "varchar",
    "http_response_status_code": "integer",
}
CALLS = [
    ("c1", "2026-03-01 10:00:00", "2026-03-01 11:00:00", "acme", "till", 200),
    # After midnight in Tokyo.
    ("c2", "2026-03-01 16:00:00", "2026-03-01 17:00:00", "acme", "till", 503),
    ("c3", "2026-03-07 16:00:00", "2026-03-07 17:00:00", "birch", "till", 200),
    ("c4", None, "2026-03-07 17:00:00", "birch", "till", 200),
]
MARTS = {
    "dim_accounts",
    "dim_dates",
    "dim_integrations",
    "dim_routes",
    "fct_account_calls_daily",
    "fct_account_calls_monthly",
    "fct_account_calls_weekly",
    "fct_account_periods",
    "fct_api_call_ledger",
    "fct_api_calls_daily",
    "fct_api_calls_monthly",
    "fct_api_calls_weekly",
    "fct_month_forecast",
    "fct_power_users",
    "fct_power_user_curve",
    "fct_account_benchmarks",
    "fct_segment_benchmarks",
    "dim_playbook",
    "fct_account_health",
    "fct_findings",
    "fct_growth_accounting",
    "fct_growth_summary",
    "fct_rejected_api_calls",
    "fct_route_calls_daily",
    "fct_user_calls_daily",
}


def shop_project(folder: Path, marts: dict[str, Any] | None = None, files: dict[str, str] | None = None) -> Path:
    """The root project of a shop, with configs for the package's marts, and additional files."""
    layers = {"staging": {"+schema": "raw_calls"}, "intermediate": {"+schema": "workings"}}
    settings = {
        "name": "shop",
        "version": "1.0.0",
        "profile": "api_call_volume_integration_tests",
        "vars": VARS,
        "models": {"api_call_volume": {**layers, "marts": {**IN_REPORTING, **(marts or {})}}},
    }
    for path, text in {**FILES, **(files or {}), "dbt_project.yml": json.dumps(settings)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def shop_in(folder: Path, marts: dict[str, Any] | None = None, files: dict[str, str] | None = None) -> Warehouse:
    warehouse = Warehouse(folder / "warehouse", shop_project(folder / "project", marts, files))
    warehouse.load("raw.till_calls", COLUMNS, CALLS)
    return warehouse


def run_results(warehouse: Warehouse) -> dict[str, str]:
    results = json.loads((warehouse.folder / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
    return {result["unique_id"]: result["status"] for result in results if not is_exposure(result)}


def relations(warehouse: Warehouse, schema: str) -> set[str]:
    query = f"select table_name from information_schema.tables where table_schema = '{schema}'"
    return {row["table_name"] for row in warehouse.rows(query)}


def daily_calls(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    query = "select date_day, account_id, api_calls from reporting.fct_api_calls_daily order by 1, 2"
    return [(str(row["date_day"]), row["account_id"], int(row["api_calls"])) for row in warehouse.rows(query)]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The shop, built, and built again after another day."""
    warehouse = shop_in(tmp_path_factory.mktemp("shop"))
    warehouse.dbt("build")
    warehouse.load(
        "raw.till_calls",
        COLUMNS,
        [("c5", "2026-03-08 10:00:00", "2026-03-08 11:00:00", "acme", "till", 200)],
    )
    warehouse.dbt("build")
    return warehouse


def test_each_layer_is_in_the_schema_that_the_project_gave_it(shop: Warehouse) -> None:
    assert relations(shop, "reporting") == MARTS
    assert relations(shop, "raw_calls") == {"stg_columns__api_calls"}
    assert {name[:4] for name in relations(shop, "workings")} == {"int_"}
    assert relations(shop, "main") == {"api_calls", "fct_api_calls", "stg_kong__api_calls_of_the_shop"}


def test_vars_hold_at_the_root_and_in_the_package(shop: Warehouse) -> None:
    assert daily_calls(shop) == [
        ("2026-03-01", "acme", 1),
        ("2026-03-02", "acme", 1),
        ("2026-03-08", "acme", 1),
        ("2026-03-08", "birch", 1),
    ]
    weeks = shop.rows("select distinct date_week from reporting.fct_api_calls_weekly order by 1")
    assert [str(row["date_week"]) for row in weeks] == ["2026-03-01", "2026-03-08"]


def test_its_models_and_macros_do_not_replace_those_of_the_package(shop: Warehouse) -> None:
    assert [int(row["api_calls"]) for row in shop.rows("select api_calls from fct_api_calls")] == [4]
    ours = [name for name in run_results(shop) if name.startswith("test.api_call_volume.adds_up_")]
    assert ours
    assert {run_results(shop)[name] for name in ours} == {"pass"}


def test_tags_select_the_marts(shop: Warehouse) -> None:
    _, printed = shop.dbt("--quiet", "ls", "--select", "tag:reporting", "--resource-types", "model")
    assert {line.split(".")[-1] for line in printed.split()} == MARTS


def test_descriptions_are_in_the_warehouse(shop: Warehouse) -> None:
    manifest = json.loads((shop.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    commented = "select comment from duckdb_{}s() where schema_name = 'reporting' and {}_name = '{}'"
    for name in MARTS:
        model = manifest["nodes"][f"model.api_call_volume.{name}"]
        kind = "view" if model["config"]["materialized"] == "replace_view" else "table"
        assert [row["comment"] for row in shop.rows(commented.format(kind, kind, name))] == [model["description"]]
        columns = f"from duckdb_columns() where schema_name = 'reporting' and table_name = '{name}'"
        comments = {row["column_name"]: row["comment"] for row in shop.rows(f"select column_name, comment {columns}")}
        assert comments == {column: of["description"] for column, of in model["columns"].items()}


def test_every_column_of_every_mart_has_its_comment(tmp_path: Path) -> None:
    """Of the sample, which has all marts; `+persist_docs` is all that the project sets."""
    project = shop_project(tmp_path / "project")
    settings = {
        **json.loads((project / "dbt_project.yml").read_text(encoding="utf-8")),
        "vars": {"api_call_volume": {"use_sample_data": True}},
        "models": {"api_call_volume": {"+persist_docs": {"relation": True, "columns": True}}},
    }
    (project / "dbt_project.yml").write_text(json.dumps(settings), encoding="utf-8")
    warehouse = Warehouse(tmp_path / "warehouse", project)
    warehouse.dbt("build", "--exclude", "resource_type:test", "resource_type:unit_test")
    manifest = json.loads((warehouse.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
    marts = {path.stem for path in (PACKAGE / "models" / "marts").rglob("*.sql")}
    described = {
        (name, column): of["description"]
        for name in marts
        for column, of in manifest["nodes"][f"model.api_call_volume.{name}"]["columns"].items()
    }
    assert all(described.values())
    columns = (
        "select table_name, column_name, comment from duckdb_columns() where regexp_matches(table_name, '^(fct|dim)_')"
    )
    comments = {(row["table_name"], row["column_name"]): row["comment"] for row in warehouse.rows(columns)}
    # The project's own model is a mart in name only.
    commented = {key: comment for key, comment in comments.items() if key[0] != "fct_api_calls"}
    assert commented == described
    declared = [yaml.safe_load(path.read_text()) for path in (PACKAGE / "models" / "marts").rglob("*_*.yml")]
    assert len(commented) == sum(len(model["columns"]) for of_file in declared for model in of_file["models"])
    print(f"{len(commented)} of {len(described)} columns of {len(marts)} marts have their comment")


# Some of the views. Staging, whose columns int_api_calls reads, gets another type.
VIEWS = {"int_api_calls", "fct_route_calls_daily", "fct_user_calls_daily", "fct_account_periods"}
OTHER_TYPE = """
create table raw_calls.other as
select * replace (cast(http_response_status_code as hugeint) as http_response_status_code)
from raw_calls.stg_columns__api_calls;
drop view raw_calls.stg_columns__api_calls;
alter table raw_calls.other rename to stg_columns__api_calls;
"""


def created_views(warehouse: Warehouse, *arguments: str) -> set[str]:
    """The views that a run of VIEWS creates."""
    statements = statements_of(warehouse, "run", "-s", *VIEWS, *arguments)
    return {statement.model for statement in statements if statement.text.startswith("create or replace view")}


def test_a_view_is_created_where_it_would_be_another(shop: Warehouse, tmp_path: Path) -> None:
    undocumented = {"fct_route_calls_daily": {"+persist_docs": {"relation": False, "columns": False}}}
    warehouse = Warehouse(tmp_path / "warehouse", shop_project(tmp_path / "project", {"volume": undocumented}))
    shutil.copy(shop.database, warehouse.database)
    warehouse.execute("drop view reporting.fct_user_calls_daily")
    warehouse.execute(OTHER_TYPE)
    comments = "select comment from duckdb_views() where view_name = 'fct_route_calls_daily' and comment != ''"
    assert warehouse.rows(comments)
    assert created_views(warehouse) == VIEWS - {"fct_account_periods"}
    assert warehouse.rows(comments) == []
    types = "select data_type from duckdb_columns() where table_name = 'int_api_calls' and data_type = 'HUGEINT'"
    assert warehouse.rows(types)
    assert created_views(warehouse) == set()
    assert created_views(warehouse, "--full-refresh") == VIEWS


def without(*names: str) -> dict[str, Any]:
    """The settings that disable marts."""
    return {"volume": {name: {"+enabled": False} for name in names}}


def test_marts_that_nothing_reads_can_be_disabled(tmp_path: Path) -> None:
    left_out = {"fct_rejected_api_calls", "dim_routes", "dim_dates", "fct_api_calls_weekly", "fct_api_calls_monthly"}
    warehouse = shop_in(tmp_path, without(*left_out))
    warehouse.dbt("build")
    assert relations(warehouse, "reporting") == MARTS - left_out
    assert set(run_results(warehouse).values()) == {"success", "pass"}


def test_a_disabled_mart_that_others_read_is_named(tmp_path: Path) -> None:
    warehouse = shop_in(tmp_path, without("fct_api_call_ledger"))
    with pytest.raises(DbtFailed, match=r"depends on a node named 'fct_api_call_ledger' which is disabled"):
        warehouse.dbt("parse")


def test_a_mart_of_the_project_replaces_one_of_the_package(tmp_path: Path) -> None:
    its_own = "select distinct account_id, 'north' as branch from {{ ref('fct_api_calls_daily') }}"
    warehouse = shop_in(tmp_path, without("dim_accounts"), {"models/dim_accounts.sql": its_own})
    warehouse.dbt("build")
    assert relations(warehouse, "reporting") == MARTS - {"dim_accounts"}
    keys = "test.api_call_volume.every_fact_key_has_its_dimension_row"
    assert run_results(warehouse)[keys] == "pass"
    # Its columns are not the package's: what is shown of accounts is their ids.
    _, page = warehouse.dbt("--quiet", "run-operation", "volume_report")
    assert "birch" in page
    _, summary = warehouse.dbt("run-operation", "volume_summary", "--args", "{account_id: acme}")
    assert "acme" in summary
    (warehouse.project / "models" / "dim_accounts.sql").write_text(its_own + " where account_id <> 'acme'")
    warehouse.dbt("run", "--select", "dim_accounts")
    assert "every_fact_key_has_its_dimension_row" in warehouse.failed_tests()


def test_a_model_with_the_name_of_one_of_the_package_stops_the_run(tmp_path: Path) -> None:
    """dbt would read it in place of the package's: the project's `dim_dates` has columns of its own."""
    warehouse = shop_in(tmp_path, files={"models/dim_dates.sql": "select cast('2026-03-01' as date) as date_day"})
    with pytest.raises(
        DbtFailed, match=r"`shop` has a model named `dim_dates`(.|\n)*models/dim_dates.sql(.|\n)*enabled: false"
    ):
        warehouse.dbt("run")
    assert relations(warehouse, "reporting") == set()


@pytest.mark.parametrize(
    ("vars", "says"),
    [
        (
            {"api_call_volume": {**OUR_VARS, "week_start": "monday"}},
            r"`week_start` is wrong(.|\n)*`week_start_day`",
        ),
        (
            {"api_call_volumes": OUR_VARS},
            r"`api_call_volumes.api_call_sources`(.|\n)*`vars: api_call_volume:`",
        ),
        ({"api_call_volume": {"week_start_day": "monday"}}, "no source is declared"),
    ],
)
def test_vars_that_the_package_does_not_know_stop_the_run(vars: dict[str, Any], says: str, tmp_path: Path) -> None:
    """Neither is the sample built in a project that declares no source."""
    warehouse = shop_in(tmp_path)
    settings = json.loads((warehouse.project / "dbt_project.yml").read_text(encoding="utf-8"))
    (warehouse.project / "dbt_project.yml").write_text(json.dumps({**settings, "vars": vars}), encoding="utf-8")
    with pytest.raises(DbtFailed, match=says):
        warehouse.dbt("build")
    assert relations(warehouse, "main") | relations(warehouse, "reporting") == set()


def test_a_project_without_sources_can_be_parsed(tmp_path: Path) -> None:
    """Such as in the pull request that adds the package, before its sources are declared."""
    warehouse = shop_in(tmp_path)
    settings = json.loads((warehouse.project / "dbt_project.yml").read_text(encoding="utf-8"))
    (warehouse.project / "dbt_project.yml").write_text(json.dumps({**settings, "vars": {}}), encoding="utf-8")
    warehouse.dbt("parse")


def test_the_sample_is_built_where_a_project_asks_for_it(tmp_path: Path) -> None:
    warehouse = shop_in(tmp_path)
    settings = json.loads((warehouse.project / "dbt_project.yml").read_text(encoding="utf-8"))
    asks = {**settings, "vars": {"api_call_volume": {"use_sample_data": True}}}
    (warehouse.project / "dbt_project.yml").write_text(json.dumps(asks), encoding="utf-8")
    warehouse.dbt("seed")
    assert "sample_kong_log" in relations(warehouse, "main")


def test_only_marts_can_be_selected_from(tmp_path: Path) -> None:
    warehouse = shop_in(tmp_path, files={"models/inside.sql": "select * from {{ ref('int_api_calls') }}"})
    with pytest.raises(DbtFailed, match="int_api_calls"):
        warehouse.dbt("parse")


def test_no_macro_of_dbt_is_replaced(shop: Warehouse) -> None:
    macros = json.loads((shop.folder / "target" / "manifest.json").read_text(encoding="utf-8"))["macros"].values()
    of_dbt = {macro["name"] for macro in macros if macro["package_name"] in {"dbt", "dbt_duckdb"}}
    assert of_dbt.isdisjoint(macro["name"] for macro in macros if macro["package_name"] == "api_call_volume")


MEASURED = {
    **COLUMNS,
    "call_count": "decimal(18, 6)",
    "tokens": "varchar",
    "price": "double",
}
LOADS: list[list[tuple[Any, ...]]] = [
    [
        ("c1", "2026-03-01 10:00", "2026-03-01 11:00", "acme", "till", 200, 1, "120", 0.1),
        ("c2", "2026-03-01 12:00", "2026-03-01 13:00", "acme", "till", 200, 1, "80", 0.2),
        # A sample of one in ten.
        ("c3", "2026-03-01 12:00", "2026-03-01 13:00", "acme", "scanner", 200, 10, "7", 0.01),
        ("c4", "2026-03-01 12:00", "2026-03-01 13:00", "birch", "till", 200, 1, "many", None),
    ],
    [
        # A later copy: the first one counts.
        ("c2", "2026-03-01 12:00", "2026-03-02 13:00", "acme", "till", 200, 1, "80", 0.3),
        ("c5", "2026-03-01 10:00", "2026-03-03 11:00", "acme", "till", 200, 1, "1000", 0.7),
    ],
]
GATEWAY = {
    "request": {"id": "k1", "method": "GET", "uri": "/a"},
    "response": {"status": 200},
    "started_at": 1772359200000,
    "usage": {"tokens": 5},
    "tier": "gold",
}


def test_measures_and_dimensions_of_a_project_are_columns_of_its_facts(tmp_path: Path) -> None:
    sources = [
        {
            "name": "till",
            "format": "columns",
            "source": "raw.till_calls",
            "columns": {
                "credits": "price * 2",
                "region": "case when integration_id = 'till' then 'eu' end",
                "tier": "case when call_count > 1 then 'sampled' else 'full' end",
            },
        },
        {
            "name": "edge",
            "format": "kong",
            "source": "raw.kong_log",
            "columns": {
                "tokens": "json_extract_string(record, '$.usage.tokens')",
                "account_id": "'acme'",
                "tier": "json_extract_string(record, '$.tier')",
            },
        },
    ]
    settings = {
        "api_call_sources": sources,
        "call_measures": ["tokens", "credits"],
        "call_dimensions": ["region", "tier"],
        "reporting_timezone": "UTC",
    }
    raw_tables = FILES["models/raw.yml"] + "      - name: kong_log\n"
    measures = "select date_day, account_id, integration_id, api_calls, tokens, credits"
    query = f"{measures} from reporting.fct_api_calls_daily order by 1, 2, 3"

    def rows(warehouse: Warehouse) -> list[tuple[Any, ...]]:
        return [(str(day), *cells) for day, *cells in (row.values() for row in warehouse.rows(query))]

    warehouse = Warehouse(
        tmp_path / "warehouse", shop_project(tmp_path / "project", files={"models/raw.yml": raw_tables}), settings
    )
    warehouse.load(
        "raw.kong_log", {"loaded_at": "timestamp", "record": "json"}, [("2026-03-01 11:00", json.dumps(GATEWAY))]
    )
    for load in LOADS:
        warehouse.load("raw.till_calls", MEASURED, load)
        warehouse.dbt("build")
    increments = rows(warehouse)
    assert increments == [
        ("2026-03-01", "acme", "(unattributed)", 1, 5, 0),
        ("2026-03-01", "acme", "scanner", 10, 70, Decimal("0.2")),
        ("2026-03-01", "acme", "till", 3, 1200, Decimal("2.0")),
        ("2026-03-01", "birch", "till", 1, 0, 0),
    ]
    by_account = "select account_id, tokens, credits from reporting.fct_account_calls_daily order by 1"
    assert [tuple(row.values()) for row in warehouse.rows(by_account)] == [
        ("acme", 1275, Decimal("2.2")),
        ("birch", 0, 0),
    ]
    broken_down = (
        "select account_id, integration_id, region, tier, cast(sum(api_calls) as integer) as api_calls"
        " from reporting.fct_route_calls_daily group by 1, 2, 3, 4 order by 1, 2, 3, 4"
    )
    by_dimension = [tuple(row.values()) for row in warehouse.rows(broken_down)]
    assert by_dimension == [
        ("acme", "(unattributed)", "(unattributed)", "gold", 1),
        ("acme", "scanner", "(unattributed)", "sampled", 10),
        ("acme", "till", "eu", "full", 3),
        ("birch", "till", "eu", "full", 1),
    ]
    summary = warehouse.dbt("run-operation", "volume_summary")[1]
    assert re.search(r"region +2 +4 +4\n.*tier +3 +4 +4\n", summary)
    warehouse.dbt("build", "--full-refresh")
    assert rows(warehouse) == increments
    assert [tuple(row.values()) for row in warehouse.rows(broken_down)] == by_dimension
    other = {"call_dimensions": ["tier"]}
    succeeded, printed = warehouse.dbt("build", vars=other, must_pass=False)
    assert (succeeded, "`call_dimensions` of source `till` changed" in printed) == (False, True)
    one_more = {"call_measures": ["tokens", "credits", "price"]}
    succeeded, printed = warehouse.dbt("build", vars=one_more, must_pass=False)
    assert not succeeded
    assert "`call_measures` of source `till` changed" in printed
    warehouse.dbt("build", "--full-refresh", vars=one_more)
    assert rows(warehouse) == increments
    assert [
        row["price"] for row in warehouse.rows("select sum(price) as price from reporting.fct_api_calls_daily")
    ] == [Decimal("1.1")]


@pytest.mark.parametrize(
    ("measures", "wrong"),
    [
        ("tokens", "it is not a list"),
        (["Tokens"], "`Tokens` is not a name"),
        (["tokens", "tokens"], "`tokens` is already the name of a column or measure"),
        (["region"], "`region` is already the name of a column or measure"),
        (["active_days_28d"], "`active_days_28d` is already the name of a column or measure"),
        (["active_users"], "`active_users` is already the name of a column or measure"),
    ],
)
def test_measures_that_can_not_be_columns_stop_the_run(measures: Any, wrong: str, tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path, PACKAGE, {"call_measures": measures})
    with pytest.raises(DbtFailed, match=f"the setting `call_measures` is wrong(.|\n)*{wrong}"):
        warehouse.dbt("run", "--select", "int_completeness")


def test_hooks_run_where_nothing_is_due(tmp_path: Path) -> None:
    hook = "insert into raw.hooks values ('{{ this.identifier }}')"
    after_commit = {"sql": hook, "transaction": False}
    warehouse = shop_in(tmp_path, {"+pre-hook": hook, "+post-hook": [hook, after_commit]})
    warehouse.execute("create table raw.hooks (mart varchar)")
    warehouse.dbt("run")
    warehouse.dbt("run")
    ran = {
        row["mart"]: row["hooks"] for row in warehouse.rows("select mart, count(*) as hooks from raw.hooks group by 1")
    }
    assert ran == dict.fromkeys(MARTS, 6)


def test_grants_and_descriptions_on_postgres(tmp_path: Path) -> None:
    """The marts have them, and so does a fact after an increment, as after a full build."""
    postgres = pytest.importorskip("harness.warehouses.postgres", reason="psycopg2 is not installed")
    if postgres.binaries() is None:
        pytest.skip("Postgres is not installed")
    project = shop_project(tmp_path / "project", {"+grants": {"select": ["reporter"]}})
    with postgres.server() as port:
        warehouse = postgres.PostgresWarehouse(tmp_path / "warehouse", project, port=port)
        types = ", ".join(f"{name} {data_type}" for name, data_type in COLUMNS.items())
        insert = "insert into raw.till_calls values (%s, %s, %s, %s, %s, %s)"
        with warehouse.cursor() as cursor:
            cursor.execute(f"create role reporter; create schema raw; create table raw.till_calls ({types})")
            cursor.executemany(insert, CALLS)
        warehouse.dbt("build")
        with warehouse.cursor() as cursor:
            cursor.execute(insert, ("c5", "2026-03-08 10:00:00", "2026-03-08 11:00:00", "acme", "till", 200))
        warehouse.dbt("build")
        with warehouse.cursor() as cursor:
            cursor.execute("revoke select on all tables in schema reporting from reporter")
        warehouse.dbt("run")  # without news: grants are given all the same
        granted = "select table_name from information_schema.role_table_grants where grantee = 'reporter'"
        assert {row["table_name"] for row in warehouse.rows(granted)} == MARTS
        described = "select obj_description('reporting.{}'::regclass) as description"
        manifest = json.loads((warehouse.folder / "target" / "manifest.json").read_text(encoding="utf-8"))
        for name in MARTS:
            [row] = warehouse.rows(described.format(name))
            assert row["description"] == manifest["nodes"][f"model.api_call_volume.{name}"]["description"]
        assert sum(calls for _, _, calls in daily_calls(warehouse)) == 4


SAMPLE = ("--sample", "{'start': '2026-03-08', 'end': '2026-03-12'}")
OF_A_SOURCE = FILES["models/raw.yml"] + "        config: {event_time: loaded_at}\n"


@pytest.mark.parametrize(
    ("marts", "files", "read"),
    [
        (
            {"volume": {"fct_api_calls_daily": {"+event_time": "date_day"}}},
            {},
            "model.api_call_volume.fct_api_calls_daily",
        ),
        ({}, {"models/raw.yml": OF_A_SOURCE}, "source.shop.raw.till_calls"),
    ],
    ids=["mart", "source"],
)
def test_a_run_that_would_count_a_sample_stops(
    marts: dict[str, Any], files: dict[str, str], read: str, tmp_path: Path
) -> None:
    warehouse = shop_in(tmp_path, marts, files)
    warehouse.dbt("run")
    # One day is in the sample, and the other is not.
    later = [(f"c{day}", f"2026-03-0{day} 10:00:00", "2026-03-09 11:00:00", "acme", "till", 200) for day in (5, 8)]
    warehouse.load("raw.till_calls", COLUMNS, later)
    before = daily_calls(warehouse)
    with pytest.raises(
        DbtFailed, match=rf"a part of the calls as if they were all(.|\n)*{read}(.|\n)*--exclude package"
    ):
        warehouse.dbt("run", *SAMPLE)
    assert daily_calls(warehouse) == before
    # Without the package, the project's own models read a sample of a mart that has an `event_time`.
    warehouse.dbt("run", *SAMPLE, "--exclude", "package:api_call_volume")
    [own] = warehouse.rows("select cast(api_calls as integer) as api_calls from fct_api_calls")
    assert own["api_calls"] == (1 if marts else 3)


def test_a_run_with_sample_counts_everything_where_nothing_has_an_event_time(tmp_path: Path) -> None:
    warehouse = shop_in(tmp_path)
    warehouse.dbt("build", *SAMPLE)
    assert sum(calls for _, _, calls in daily_calls(warehouse)) == 3
    assert set(run_results(warehouse).values()) == {"success", "pass"}
