"""Cloud warehouses, without an account: all statements of a first build and an increment are of their dialect."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from harness.spec.examples import log_formats
from harness.spec.marts import INSIGHT_MARTS
from harness.warehouses.duckdb import CONSUMER, PACKAGE, DbtFailed
from harness.warehouses.statements import Statement, beside_transactions, by_kind, writes
from harness.warehouses.what_ran import Ran, record

pytest.importorskip(
    "dbt.adapters.trino", reason="the adapters of the warehouses are not installed: make test-warehouses"
)
from harness.warehouses.captured import NOT_ON_REDSHIFT, Answers, NoWarehouse, everything_declared, parsed
from sqlglot import exp

NAMES = {
    "snowflake": "Snowflake",
    "bigquery": "BigQuery",
    "redshift": "Redshift",
    "databricks": "Databricks",
    "trino": "Trino",
}
ENGAGEMENT = [
    "fct_search_usage",
    "fct_notification_interaction",
    "fct_collaboration",
    "fct_content_consumption",
    "fct_engagement_scorecard",
]
# Functions unknown to sqlglot, each in its vendor's reference.
DOCUMENTED = {
    # docs.snowflake.com/en/sql-reference/functions/<name>
    "snowflake": {"array_flatten", "as_array", "as_object", "filter", "hash", "object_insert", "reduce"},
    # cloud.google.com/bigquery/docs/reference/standard-sql/json_functions
    "bigquery": {"json_query_array", "json_set"},
    # docs.aws.amazon.com/redshift/latest/dg/<name>.html
    "redshift": {"can_json_parse", "is_valid_json_array", "is_varchar", "json_serialize", "object", "strtol"},
    # docs.databricks.com/sql/language-manual/functions/<name>
    "databricks": {"current_timezone", "timestamp_micros", "try_parse_json", "try_variant_get", "xxhash64"},
    # trino.io/docs/current/functions/: datetime, binary, map; to_milliseconds is dbt-trino's datediff
    "trino": {
        "from_big_endian_64",
        "from_unixtime_nanos",
        "map_concat",
        "multimap_from_entries",
        "to_milliseconds",
        "transform_values",
        "with_timezone",
        "xxhash64",
    },
}
# Statements that sqlglot does not parse to a tree. The adapters write them, except the lock.
WITHOUT_A_TREE = {
    "redshift": r"lock table \S+$",
    "databricks": r"optimize \S+$|show tblproperties \S+$|alter table \S+ change column \S+ set not null$",
}
# Type names of other dialects, which these warehouses refuse.
NO_TYPES = {
    "bigquery": {"double precision", "double", "text", "varchar"},
    "databricks": {"double precision", "text"},
    "trino": {"text", "numeric", "float64"},
}


@dataclass(frozen=True)
class Sent:
    """The statements of one adapter for a first build and for an increment."""

    adapter: str
    full: list[Statement]
    increment: list[Statement]

    @property
    def all(self) -> list[Statement]:
        return self.full + self.increment


@pytest.fixture(scope="module", params=NAMES)
def sent(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, tables: Any) -> Sent:
    adapter = request.param
    models, views = tables
    vars, built, raw = everything_declared(adapter, models)
    found = []
    warehouse = NoWarehouse(tmp_path_factory.mktemp(adapter), CONSUMER, vars | {"raw_retention_days": 365}, adapter)
    for is_built in (False, True):
        found.append(warehouse.sent(Answers(adapter, built, views, raw, is_built), "build"))
    return Sent(adapter, *found)


def without_comments(sql: str) -> str:
    return re.sub(r"/\*.*?\*/", "", sql, flags=re.DOTALL).strip().rstrip(";")


def trees(sent: Sent, statements: list[Statement]) -> list[tuple[Statement, exp.Expr]]:
    """All statements, parsed, except those known to have no tree."""
    known = WITHOUT_A_TREE.get(sent.adapter)
    return [
        (statement, tree)
        for statement in statements
        if not (known and re.fullmatch(known, without_comments(statement.sql), re.IGNORECASE))
        for tree in parsed(statement.sql, sent.adapter)
    ]


def test_every_statement_is_of_its_dialect(sent: Sent) -> None:
    unknown: Counter[str] = Counter()
    types: Counter[str] = Counter()
    for _, tree in trees(sent, sent.all):
        assert not isinstance(tree, exp.Command), tree.sql()[:200]
        unknown.update(function.name.lower() for function in tree.find_all(exp.Anonymous))
    for statement in sent.all:
        types.update(re.findall(r"\bas (double precision|[a-z]+[0-9]*)(?=[)(])", statement.sql.lower()))
    assert set(unknown) - DOCUMENTED[sent.adapter] == set()
    assert set(types) & NO_TYPES.get(sent.adapter, set()) == set()
    formats = {found for statement in sent.all for found in re.findall(r"\bformat = '(\w+)'", statement.sql)}
    assert formats == set(), "the format of files is the catalog's to choose"


def test_every_model_and_test_was_sent_in_both_forms(sent: Sent) -> None:
    full, increment = ({statement.node for statement in statements} for statements in (sent.full, sent.increment))
    assert full - {"master"} == increment - {"master"}
    kinds = Counter(node.split(".")[0] for node in full)
    replaced = {
        statement.node.split(".")[-1]
        for statement, tree in trees(sent, sent.increment)
        if isinstance(tree, exp.Merge | exp.Delete)
    }
    staged = {name for name in replaced if name.startswith("stg_")}
    # And the rows that staging stores of a source that is truncated.
    assert len(staged) == len(log_formats()) + 1 - len(NOT_ON_REDSHIFT if sent.adapter == "redshift" else ())
    assert replaced - staged >= {
        "int_raw_inventory",
        "int_duplicated_api_calls",
        "int_route_calls",
        "int_user_calls",
        "int_duration_calls",
        "int_local_day_calls",
        "fct_api_call_ledger",
        "fct_rejected_api_calls",
        "fct_api_calls_daily",
        "fct_api_calls_weekly",
        "fct_api_calls_monthly",
        "fct_account_calls_daily",
        "fct_account_calls_weekly",
        "fct_account_calls_monthly",
        "fct_account_tree_calls",
        "fct_month_forecast",
        "fct_effects",
        "fct_power_users",
        "fct_segment_benchmarks",
        "fct_account_benchmarks",
        "fct_feature_adoption",
        "fct_growth_accounting",
        "fct_account_health",
        "int_weekly_changes",
        "int_product_events",
        "int_notifications",
        "int_satisfaction_responses",
        "int_outcomes",
        "int_api_feature_calls",
        *ENGAGEMENT,
    }
    if sent.adapter in ("snowflake", "bigquery", "trino"):
        return  # the records of the emulations, and of the engine itself, say more
    by = f"dbt-{sent.adapter} {version(f'dbt-{sent.adapter}')}, sqlglot {version('sqlglot')}"
    built = f"{kinds['model']} models and {kinds['test']} data tests"
    what = f"{built}, full and incremental; {len(staged) - 1} log formats"
    record(Ran(NAMES[sent.adapter], "compiled", by, what))


# A line of the combined log format, and its parts under the names of nginx's staging model.
LINE = r'10.0.0.1 - ash [01/Mar/2026:10:00:00 +0000] "GET /v1/\"orders\" HTTP/1.1" 200 512 "-" "sdk/1 (\"x\")"'
PARTS = {
    "line_secret_before_user": "10.0.0.1 -",
    "line_log_remote_user": "ash",
    "line_log_time_local": "01/Mar/2026:10:00:00 +0000",
    "line_log_request": r"GET /v1/\"orders\" HTTP/1.1",
    "line_log_status": "200",
    "line_log_body_bytes_sent": "512",
    "line_log_http_referer": "-",
    "line_log_http_user_agent": r"sdk/1 (\"x\")",
}


def test_each_part_of_a_line_is_the_group_of_its_field(sent: Sent) -> None:
    """Where a function returns one group of a pattern, the pattern or the group number is the field's."""
    if sent.adapter == "databricks":
        pytest.skip("reads all groups at once, as Spark does, where it has run")
    found: dict[str, str | None] = {}
    for statement, tree in trees(sent, sent.full):
        if statement.node.endswith(".stg_nginx__api_calls"):
            for alias in tree.find_all(exp.Alias):
                matched = alias.find(exp.RegexpExtract)
                if alias.alias in PARTS and matched:
                    match = re.match(matched.expression.name, LINE)
                    group = matched.args.get("group")
                    assert match
                    assert group or match.re.groups == 1, "BigQuery takes no pattern with more than one"
                    found[alias.alias] = match.group(int(group.name) if group else 1)
    assert found == PARTS


def has_equality(join: exp.Join) -> bool:
    """Whether one of a join's conditions is an equality of its two sides."""
    on = join.args["on"]
    for condition in on.flatten() if isinstance(on, exp.And) else [on]:
        if isinstance(condition, exp.EQ):
            sides = [{column.table for column in side.find_all(exp.Column)} for side in condition.iter_expressions()]
            if all(sides) and sides.count({join.alias_or_name}) == 1:
                return True
    return False


def test_outer_joins_have_an_equality(sent: Sent) -> None:
    """BigQuery allows no others; elsewhere, they would compare all rows with all rows."""
    outer = [join for _, tree in trees(sent, sent.all) for join in tree.find_all(exp.Join) if join.side]
    by_columns = [join for join in outer if "on" in join.args and join.args["on"].find(exp.Column)]
    assert by_columns
    assert [join.sql() for join in by_columns if not has_equality(join)] == []


# The layout of tables by table_layout, and the columns that statements must filter by to read or replace rows.
DATES = {
    "stg_": "loaded_at",
    "int_raw_inventory": "loaded_date",
    "int_route_calls": "date_day",
    "int_user_calls": "date_day",
    "int_duration_calls": "date_day",
    "int_local_day_calls": "date_day",
    "fct_api_call_ledger": "loaded_date",
    "fct_rejected_api_calls": "loaded_date",
    "fct_api_calls_daily": "date_day",
    "fct_api_calls_weekly": "date_week",
    "fct_api_calls_monthly": "date_month",
    "fct_account_calls_daily": "date_day",
    "fct_account_calls_weekly": "date_week",
    "fct_account_calls_monthly": "date_month",
    "fct_account_tree_calls": "period_start",
    "fct_month_forecast": "date_month",
    "fct_power_users": "date_week",
    "fct_segment_benchmarks": "date_month",
    "fct_account_benchmarks": "date_month",
    "fct_feature_adoption": "date_month",
    "int_api_feature_calls": "date_day",
    "int_product_events": "date_day",
    "int_notifications": "date_day",
    "int_satisfaction_responses": "date_day",
    "int_outcomes": "date_day",
    "fct_growth_accounting": "period_start",
    "fct_account_health": "date_week",
    "int_weekly_changes": "date_week",
    **dict.fromkeys(ENGAGEMENT, "period_start"),
}
# Replaced row by row, by the hash of an id.
ROW_BY_ROW = ["int_product_events", "int_notifications", "int_satisfaction_responses", "int_outcomes"]
FACTS = [f"fct_{caller}_calls_{period}" for caller in ("api", "account") for period in ("daily", "weekly", "monthly")]
ROLLUPS = ["int_route_calls", "int_user_calls", "int_duration_calls"]


def compared(where: exp.Expr, column: str) -> tuple[int, list[str]]:
    """How often a predicate compares a bare column, and the comparisons of a column in an expression."""
    bare, wrapped = 0, []
    for comparison in where.find_all(exp.GT, exp.GTE, exp.LT, exp.LTE, exp.Between):
        if any(found.name == column for found in comparison.find_all(exp.Column)):
            if isinstance(comparison.this, exp.Column):
                bare += 1
            else:
                wrapped.append(comparison.sql())
    return bare, wrapped


def test_an_increment_names_the_bounds_of_what_it_reads_and_replaces(sent: Sent) -> None:
    read: set[tuple[str, str]] = set()
    replaced: set[str] = set()
    for statement, tree in trees(sent, sent.increment):
        model = statement.node.split(".")[-1]
        for select in tree.find_all(exp.Select):
            source = select.args.get("from_") or select.args.get("from")
            table = source.this.name.lower() if source and isinstance(source.this, exp.Table) else ""
            column = next((date for prefix, date in DATES.items() if table.startswith(prefix)), None)
            where = select.args.get("where")
            if column and where:
                bare, wrapped = compared(where, column)
                assert wrapped == []
                if bare:
                    read.add((model, table))
        if isinstance(tree, exp.Merge):
            date = next((date for prefix, date in DATES.items() if model.startswith(prefix)), None)
            if date and compared(tree.args["on"], date)[0] == 2:
                replaced.add(model)
    assert read >= {(fact, rollup) for fact in FACTS for rollup in ROLLUPS}
    if sent.adapter != "redshift":  # rows are deleted by a list of keys, and sorted by date
        staged = {name for name in replaced if name.startswith("stg_")}
        assert len(staged) == len(log_formats()) + 1
        # The rollups are laid out by the date of the calls, and replaced by load date.
        assert replaced - staged == set(DATES) - {"stg_", "int_local_day_calls"} - set(ROLLUPS) - set(ROW_BY_ROW)


def test_a_run_without_news_sends_few_statements_and_writes_to_no_table(
    sent: Sent, tmp_path: Path, tables: Any
) -> None:
    assert {model for model, _ in writes(sent.increment)} >= {"dim_accounts", "fct_api_call_ledger", *FACTS}
    models, views = tables
    answers = Answers(sent.adapter, models, views, frozenset(), built=True, news=False)
    warehouse = NoWarehouse(tmp_path, PACKAGE, {}, sent.adapter)
    statements = beside_transactions(warehouse.sent(answers, "run")) + answers.lookups
    print(by_kind(statements))
    assert {statement.model for statement in statements} >= set(FACTS)
    # A lock of each table that a model looks at, where the warehouse needs one, is part of the transaction.
    locks = [statement for statement in statements if statement.text.startswith("lock table")]
    assert bool(locks) == (sent.adapter == "redshift")
    # A table of a CTE that is named more than once, for the length of a query: Trino would compute it each time.
    steps = [
        statement
        for statement in statements
        if re.match(r"(create or replace|drop) table .*__step_[0-9]+\b", statement.text)
    ]
    assert bool(steps) == (sent.adapter == "trino")
    statements = [statement for statement in statements if statement not in steps]
    assert len(statements) - len(locks) <= 124 + len(INSIGHT_MARTS) + 2
    # Redshift's adapter makes a view beside the existing one, and renames both.
    renames = {(view, "alter table") for view in views} if sent.adapter == "redshift" else set()
    assert set(writes(statements)) <= renames


@pytest.mark.parametrize(
    ("log_format", "vars", "says"),
    [
        *((log_format, {}, "redshift has no `json_") for log_format in NOT_ON_REDSHIFT),
        ("kong", {"deduplication_window_days": 7}, "Redshift, which has no window frame over a distance in time"),
    ],
)
def test_redshift_names_what_it_does_not_support(
    tmp_path: Path, log_format: str, vars: dict[str, int], says: str
) -> None:
    sources = [{"name": "log", "format": log_format, "source": "raw.log_000"}]
    warehouse = NoWarehouse(tmp_path, CONSUMER, {"api_call_sources": sources, **vars}, "redshift")
    answers = Answers(
        "redshift",
        {"log_000": {"record": "VARCHAR", "loaded_at": "TIMESTAMP"}},
        frozenset(),
        frozenset({"log_000"}),
        False,
    )
    with pytest.raises(DbtFailed, match=says):
        warehouse.sent(answers, "run")


# Models that fakesnow can't build, with its error: on a first build, and with existing tables. What reads them is
# skipped.
NOT_EMULATED = [
    {"fct_api_calls_daily": "Macro date_add() does not support the supplied arguments"},
    {"int_raw_inventory": "TEMPORARY table names can *only* use the"},
]


def test_snowflake_as_far_as_it_is_emulated(tmp_path: Path) -> None:
    fakesnow = pytest.importorskip("fakesnow")
    snowflake = pytest.importorskip("snowflake.connector")
    with (PACKAGE / "seeds" / "sample_partner_calls.csv").open(encoding="utf-8") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["loaded_at"])[:1200]
    types = {"loaded_at": "timestamp_ntz", "elapsed_seconds": "double"}
    columns = {name: types.get(name, "text") for name in rows[0]}
    given = sample_partner()
    warehouse = NoWarehouse(tmp_path, CONSUMER, {"api_call_sources": [given]}, "snowflake")
    ran: list[Counter[str]] = []
    with fakesnow.patch():
        cursor = snowflake.connect(database="ANALYTICS", schema="RAW").cursor()
        cursor.execute(f"create table partner_calls ({', '.join(' '.join(column) for column in columns.items())})")
        for part, not_emulated in zip((rows[:1000], rows[1000:]), NOT_EMULATED, strict=True):
            for row in part:
                row_values = ", ".join("null" if value == "" else quoted_text(value) for value in row.values())
                cursor.execute(f"insert into partner_calls values ({row_values})")
            warehouse.dbt("build", "--write-json", must_pass=False)
            results = json.loads((tmp_path / "target" / "run_results.json").read_text(encoding="utf-8"))["results"]
            failed = {r["unique_id"].split(".")[2]: r["message"] for r in results if r["status"] in ("error", "fail")}
            print("not emulated:", failed)
            assert failed.keys() == not_emulated.keys()
            assert all(reason in failed[name] for name, reason in not_emulated.items())
            ran.append(Counter(f"{r['unique_id'].split('.')[0]} {r['status']}" for r in results))
    built, passed = ran[0]["model success"], ran[0]["test pass"]
    by = f"dbt-snowflake {version('dbt-snowflake')}, fakesnow {version('fakesnow')}"
    what = f"{built} models and {passed} data tests of a first build; the others compiled, as elsewhere"
    record(Ran("Snowflake", "emulated", by, what))


def quoted_text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def sample_partner() -> dict[str, Any]:
    """Declares the sample's tabular source on a raw table."""
    return {
        "name": "partner",
        "format": "columns",
        "source": "raw.partner_calls",
        "where": "coalesce(customer, '') <> 'internal'",
        "columns": {
            "event_id": "call_id",
            "occurred_at": "called_at",
            "account_id": "customer",
            "integration_id": "app",
            "user_id": "end_user",
            "http_request_method": "method",
            "url_path": "path",
            "http_response_status_code": "status",
            "duration_ms": "elapsed_seconds * 1000",
            "request_bytes": "bytes_in",
            "response_bytes": "bytes_out",
            "call_count": "sampled_one_in",
        },
    }
