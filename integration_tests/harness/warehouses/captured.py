"""dbt with a real adapter and no warehouse: the statements that it would send are recorded, and answered.

This replaces the adapter's connection, and the few methods that query the warehouse's catalog. Everything else,
materializations included, is dbt's and the adapter's own.
"""

from __future__ import annotations

import contextlib
import datetime
import importlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from unittest import mock

import sqlglot
from dbt.adapters.contracts.connection import ConnectionState
from dbt.adapters.factory import FACTORY
from sqlglot import exp

from harness.spec.examples import declaration, examples, log_formats
from harness.warehouses.duckdb import Warehouse
from harness.warehouses.statements import Statement

# Nothing listens there: a statement sent to a server would fail.
NOWHERE = "warehouse.invalid"
OUTPUTS: dict[str, dict[str, Any]] = {
    "snowflake": {"account": "none", "user": "nobody", "authenticator": "externalbrowser", "database": "ANALYTICS"},
    "bigquery": {"method": "oauth", "project": "analytics"},
    "redshift": {"host": NOWHERE, "port": 5439, "user": "nobody", "password": "none", "dbname": "analytics"},
    "databricks": {"host": NOWHERE, "http_path": "/sql/1.0/warehouses/none", "token": "none", "catalog": "analytics"},
    "trino": {"host": NOWHERE, "port": 8080, "user": "nobody", "method": "none", "database": "analytics"},
    "postgres": {"host": NOWHERE, "port": 5432, "user": "nobody", "password": "none", "dbname": "analytics"},
    "spark": {"host": NOWHERE, "method": "odbc", "driver": "none", "endpoint": "none"},
}
DATASET = "api_call_volume"
# Each warehouse's names of the types that models and seeds have on DuckDB.
TYPES = {
    "snowflake": {"VARCHAR": "TEXT", "TIMESTAMP": "TIMESTAMP_NTZ", "DOUBLE": "FLOAT", "BIGINT": "NUMBER(38,0)"},
    "bigquery": {"VARCHAR": "STRING", "BIGINT": "INT64", "INTEGER": "INT64", "DOUBLE": "FLOAT64", "BOOLEAN": "BOOL"},
    "redshift": {"VARCHAR": "CHARACTER VARYING(65535)", "TIMESTAMP": "TIMESTAMP", "DOUBLE": "DOUBLE PRECISION"},
    "databricks": {"VARCHAR": "STRING", "INTEGER": "INT", "TIMESTAMP": "TIMESTAMP"},
    "trino": {"VARCHAR": "VARCHAR", "TIMESTAMP": "TIMESTAMP(6)"},
    "postgres": {"VARCHAR": "TEXT", "TIMESTAMP": "TIMESTAMP WITHOUT TIME ZONE", "DOUBLE": "DOUBLE PRECISION"},
    "spark": {"VARCHAR": "STRING", "INTEGER": "INT"},
}
# The formats whose lists of attributes Redshift can't read.
NOT_ON_REDSHIFT = ("jaeger", "opentelemetry")
Columns = Mapping[str, str]  # name -> type, by DuckDB's name


@cache
def parsed(sql: str, adapter: str) -> list[exp.Expr]:
    """The statements of a text, parsed by sqlglot; raises an error where they are not of the dialect."""
    return [tree for tree in sqlglot.parse(sql, dialect=adapter) if tree is not None]


@dataclass
class Answers:
    """
    The answers of a warehouse that does not exist: its tables, and rows of queries by the names of their columns.
    `lookups` counts the adapter's catalog queries, which each adapter sends in its own way.
    """

    adapter: str
    tables: Mapping[str, Columns]
    views: frozenset[str]
    raw: frozenset[str]  # those of them in the schema `raw`
    built: bool  # whether the others exist, or a first build creates them
    news: bool = True  # whether anything is due where they exist
    statements: list[Statement] = field(default_factory=list)
    lookups: list[Statement] = field(default_factory=list)

    def rows(self, node: str, sql: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        statement = Statement(node, sql)
        self.statements.append(statement)
        if "current_timezone()" in sql:
            return ["time_zone"], [("UTC",)]
        if not re.match(r"(select|with)\b", statement.text) or "information_schema" in sql.lower():
            return [], []
        try:
            query = parsed(sql, self.adapter)[0]
        except sqlglot.errors.SqlglotError:
            return [], []  # a test that parses the statements reports it
        assert isinstance(query, exp.Query)
        names = [(selected.output_name or selected.sql()).lower() for selected in query.selects]
        if any(name in NO_ROWS for name in names) or "*" in names:
            return names, []
        if not self.news:
            return names, [(0,)] if names == ["rows_to_write"] else []
        return names, [tuple(value_of(name) for name in names)]

    def looked_up(self, what: str) -> None:
        self.lookups.append(Statement(current_node(), what))

    def columns(self, relation: str) -> Columns:
        return self.tables.get(relation.removesuffix("__dbt_tmp").lower(), {})

    def type_name(self, duckdb_type: str) -> str:
        found = TYPES[self.adapter].get(duckdb_type, duckdb_type)
        return found.replace("DECIMAL(", "NUMBER(" if self.adapter == "snowflake" else "NUMERIC(")


# Queries of checks and tests find nothing wrong.
NO_ROWS = {
    *("rows_received", "source_policy", "raw_first_loaded_date", "raw_from", "is_found_by_name", "only_loaded_at"),
    "last_day",
}
NONE = {"keys_behind", "failures"}
DAY = datetime.date(2026, 9, 28)


def value_of(name: str) -> Any:
    """A plausible value of a column, by its name."""
    if name in NONE:
        return 0
    if name == "current_timezone()":
        return "UTC"
    if name == "period_grain":
        return "month"
    if name == "time_zone":
        return "Asia/Kolkata"
    if name.startswith("should_"):
        return False
    if re.search("(_at|_hour|_from)$", name):
        return datetime.datetime(DAY.year, DAY.month, DAY.day, 10)
    if re.search("(^date_|_date$|_start$|_day$)", name):
        return DAY
    if re.search("(version|count|rows|^is_|^load_dates|_exists)", name):
        return 1
    return "edge"


class Cursor:
    """A cursor of any driver, with every attribute that one of the adapters reads."""

    sqlstate = sfqid = stats = update_type = query = None
    query_id = "none"
    rowcount = 1
    statusmessage = "SELECT 1"

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.answers = connection.answers
        self.description: list[tuple[Any, ...]] | None = None
        self.found: list[tuple[Any, ...]] = []

    def execute(self, sql: str, *bindings: Any, **options: Any) -> Cursor:
        names, self.found = self.answers.rows(current_node(), sql)
        self.description = [(name, None) for name in names]
        return self

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self.found

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        return self.found[:size]

    def fetchone(self) -> tuple[Any, ...] | None:
        return self.found[0] if self.found else None

    def close(self) -> None:
        pass


class Connection:
    """A connection of any driver."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers

    def cursor(self) -> Cursor:
        return Cursor(self)

    def close(self) -> None:
        pass

    def rollback(self) -> None:
        pass

    def get_session_id_hex(self) -> str:
        return "none"


def current_node() -> str:
    """The node that dbt queries for, by the name of the thread's connection."""
    connection = next(iter(FACTORY.adapters.values())).connections.get_if_exists()
    return connection.name or "master" if connection else "master"


def opened(handle: Callable[[], Any]) -> Any:
    def open(cls: Any, connection: Any) -> Any:
        connection.handle = handle()
        connection.state = ConnectionState.OPEN
        return connection

    return classmethod(open)


class Job:
    """BigQuery's description of a query that it ran."""

    statement_type = "SCRIPT"
    total_bytes_processed = total_bytes_billed = slot_millis = num_dml_affected_rows = 0
    location = project = job_id = "none"


class Rows(list[dict[str, Any]]):
    """Rows as BigQuery's client returns them."""

    def __init__(self, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        super().__init__(dict(zip(names, row, strict=True)) for row in rows)
        self.schema = [mock.Mock() for _ in names]
        for column, name in zip(self.schema, names, strict=True):
            column.name = name


def replacements(answers: Answers) -> dict[str, dict[str, Any]]:
    """Replacements in the adapter's class (`impl`) and its connection manager (`connections`)."""

    def relations(self: Any, schema_relation: Any) -> list[Any]:
        schema = schema_relation.schema.lower()
        existing = {"raw": answers.raw, DATASET: answers.tables.keys() - answers.raw if answers.built else set()}
        return [
            self.Relation.create(
                database=schema_relation.database,
                schema=schema_relation.schema.upper() if answers.adapter == "snowflake" else schema_relation.schema,
                identifier=name.upper() if answers.adapter == "snowflake" else name,
                type="view" if name in answers.views else "table",
                quote_policy=schema_relation.quote_policy,
            )
            for name in existing.get(schema, ())
        ]

    def listed(self: Any, schema_relation: Any) -> list[Any]:
        answers.looked_up("relations")
        return relations(self, schema_relation)

    def columns(self: Any, relation: Any) -> list[Any]:
        answers.looked_up("columns")
        return [
            self.Column.create(name, answers.type_name(data_type))
            for name, data_type in answers.columns(relation.identifier).items()
        ]

    def columns_of_query(self: Any, sql: str) -> list[Any]:
        """The columns of the model that is built, where its contract is checked; else those of expressions over a raw
        table."""
        types: dict[str, str] = {}
        if "as raw_calls" in sql:
            answers.looked_up("types")
            query = sqlglot.parse_one(sql, dialect=answers.adapter)
            relation = query.find(exp.Table)
            known = answers.columns(relation.name if relation else "")
            for selected in query.selects if isinstance(query, exp.Query) else []:
                inner = selected.unalias().unnest()
                types[selected.output_name.lower()] = known.get(inner.name.lower(), "VARCHAR")
        else:
            answers.statements.append(Statement(current_node(), sql))
            types.update(answers.columns(current_node().split(".")[-1]))
        return [self.Column.create(name, answers.type_name(data_type)) for name, data_type in types.items()]

    impl: dict[str, Any] = {
        "list_relations_without_caching": listed,
        "list_schemas": lambda self, database: [DATASET],
        "check_schema_exists": lambda self, database, schema: True,
        "get_columns_in_relation": columns,
        "get_column_schema_from_query": columns_of_query,
    }
    connections: dict[str, Any] = {"open": opened(lambda: Connection(answers))}
    if answers.adapter == "trino":
        wrapper = importlib.import_module("dbt.adapters.trino.connections").ConnectionWrapper
        connections["open"] = opened(lambda: wrapper(Connection(answers), True))
    if answers.adapter == "databricks":
        handle = importlib.import_module("dbt.adapters.databricks.handle").DatabricksHandle
        connections["open"] = opened(lambda: handle(Connection(answers), False))
        impl["_set_relation_information"] = lambda self, relation: relation.incorporate(
            metadata={"Provider": "delta", "Type": "MANAGED"}
        )
    if answers.adapter == "bigquery":

        def relation(self: Any, database: str, schema: str, identifier: str) -> Any:
            schema_relation = self.Relation.create(database=database, schema=schema, identifier="")
            return next((r for r in relations(self, schema_relation) if r.identifier == identifier), None)

        def query_and_results(self: Any, connection: Any, sql: str, *_: Any, **__: Any) -> tuple[Job, Rows]:
            return Job(), Rows(*answers.rows(current_node(), sql))

        connections["open"] = opened(mock.MagicMock)
        connections["_query_and_results"] = query_and_results
        impl.update(
            get_relation=relation,
            is_replaceable=lambda self, *_: True,
            create_schema=lambda self, relation: None,
            drop_relation=lambda self, relation: None,
        )
    return {"impl": impl, "connections": connections}


def raw_tables() -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """
    A source of each log format, as records or columns in turns; two tabular ones, one truncated; and all tables. One of
    each kind cancels calls.
    """
    sources: list[dict[str, Any]] = [{"name": "partner", "format": "columns", "source": "raw.partner_calls"}]
    sources[0] |= {"keep_copy": "latest", "cancelled_when": "http_response_status_code = 410"}
    tables = {
        "partner_calls": {
            "event_id": "VARCHAR",
            "occurred_at": "TIMESTAMP",
            "account_id": "VARCHAR",
            "url_path": "VARCHAR",
            "http_response_status_code": "INTEGER",
            "duration_ms": "DOUBLE",
            "call_count": "BIGINT",
            "loaded_at": "TIMESTAMP",
        }
    }
    for log_format in log_formats():
        number = len(sources) - 1
        keys = {
            key.lower(): key for example in examples(log_format) if example.has_shape("texts") for key in example.record
        }
        columns = dict.fromkeys(keys.values() if number % 2 else [], "VARCHAR") or {"record": "VARCHAR"}
        tables[f"log_{number:03}"] = {**columns, "loaded_at": "TIMESTAMP"}
        sources.append(declaration(f"log-{number}", log_format, f"raw.log_{number:03}"))
    sources[1]["cancelled_when"] = "record = 'void'"
    landed = {"name": "landed", "format": "columns", "source": "raw.billing_events", "sync_mode": "truncate_load"}
    return [*sources, landed], {**tables, "billing_events": tables["partner_calls"]}


def engagement_tables() -> dict[str, dict[str, str]]:
    """The engagement inputs, and those of fct_effects, with the columns that a loader gives them."""
    texts = {
        "product_events": "event_id account_id user_id session_id event_name object_id target_user_id",
        "notifications": "notification_id account_id",
        "content_items": "item_id account_id",
        "satisfaction_responses": "response_id account_id survey score",
        "outcomes": "outcome_id account_id outcome",
        "experiment_assignments": "experiment account_id variant",
        "changes": "change account_id segment kind",
    }
    times = {
        "product_events": "occurred_at loaded_at",
        "notifications": "delivered_at loaded_at",
        "content_items": "available_from available_to",
        "satisfaction_responses": "responded_at loaded_at",
        "outcomes": "occurred_at",
        "experiment_assignments": "assigned_at",
        "changes": "changed_at",
    }
    return {
        name: {
            **dict.fromkeys(columns.split(), "VARCHAR"),
            **dict.fromkeys(times[name].split(), "TIMESTAMP"),
            **({"amount": "DOUBLE"} if name == "outcomes" else {}),
        }
        for name, columns in texts.items()
    }


def everything_declared(
    adapter: str, models: Mapping[str, Columns]
) -> tuple[dict[str, Any], dict[str, Columns], frozenset[str]]:
    """
    The vars of a project that declares a source of each kind that the adapter reads. With the models and seeds of the
    sample: all tables that exist after a build, and which of them are raw.
    """
    sources, logs = raw_tables()
    if adapter == "redshift":
        sources = [source for source in sources if source["format"] not in NOT_ON_REDSHIFT]
    engagement = engagement_tables()
    owners = dict.fromkeys(["credential_id", "integration_id", "account_id"], "VARCHAR")
    quotas = {
        **dict.fromkeys(["account_id", "metric", "window"], "VARCHAR"),
        "amount": "DOUBLE",
        **dict.fromkeys(["valid_from", "valid_to"], "DATE"),
    }
    accounts = dict.fromkeys(["account_id", "parent_account_id", "plan"], "VARCHAR")
    billed = {
        **dict.fromkeys(["account_id", "plan", "time_zone"], "VARCHAR"),
        "billing_day": "INTEGER",
        **dict.fromkeys(["started_on", "ended_on", "time_zone_from"], "DATE"),
    }
    rates = {
        **dict.fromkeys(["plan", "metric", "tiers_mode"], "VARCHAR"),
        **dict.fromkeys(["up_to", "unit_price", "flat_price"], "DOUBLE"),
        **dict.fromkeys(["valid_from", "valid_to"], "DATE"),
    }
    closings = {"account_id": "VARCHAR", **dict.fromkeys(["period_start", "closed_at", "reopened_at"], "DATE")}
    of_entities = {
        "closings": closings,
        "credential_owners": owners,
        "quotas": quotas,
        "billed_accounts": billed,
        "rate_card": rates,
        "accounts_of_experiments": accounts,
    }
    raw: dict[str, Columns] = {**logs, **engagement, **of_entities}
    stagings = [*(source["format"] for source in sources), "stored_columns"]
    staged = {f"stg_{staging}__api_calls": models["stg_kong__api_calls"] for staging in stagings}
    built = {name: columns for name, columns in models.items() if not name.startswith("sample_")} | staged
    vars = {
        "api_call_sources": sources,
        "engagement_sources": {name: {"source": f"raw.{name}"} for name in engagement},
        "reporting_timezone": "Europe/Berlin",
        "integrations_relation": "raw.credential_owners",
        "accounts_relation": "raw.accounts_of_experiments",
        "account_columns": {"parent_account_id": "parent_account_id"},
        "quotas": {"source": "raw.quotas"},
        "billing_periods": {"source": "raw.billed_accounts"},
        "rate_card": {"source": "raw.rate_card"},
        "closings": {"source": "raw.closings"},
        "billing_grace_days": 5,
    }
    return vars, built | raw, frozenset(raw)


@dataclass
class NoWarehouse(Warehouse):
    """The same project, for a warehouse that does not exist."""

    adapter: str = "snowflake"

    def profiles(self, profile: str) -> str:
        output = {"type": self.adapter, "schema": DATASET, "threads": 1, **OUTPUTS[self.adapter]}
        return json.dumps({profile: {"target": self.adapter, "outputs": {self.adapter: output}}})

    @contextlib.contextmanager
    def answering(self, answers: Answers) -> Iterator[None]:
        """In this process, `answers` replies to the queries of the adapter."""
        if self.adapter == "spark":  # its driver has to be importable when the profile is read
            sys.modules.setdefault("pyodbc", mock.Mock())
        with contextlib.ExitStack() as stack:
            for module, methods in replacements(answers).items():
                loaded = importlib.import_module(f"dbt.adapters.{self.adapter}.{module}")
                suffix = "Adapter" if module == "impl" else "ConnectionManager"
                owner = next(
                    value for name, value in vars(loaded).items() if name.lower() == f"{self.adapter}{suffix}".lower()
                )
                for name, method in methods.items():
                    stack.enter_context(mock.patch.object(owner, name, method))
            yield

    def sent(self, answers: Answers, *arguments: str) -> list[Statement]:
        """The statements of a dbt command."""
        with self.answering(answers):
            self.dbt(*arguments)
        return answers.statements
