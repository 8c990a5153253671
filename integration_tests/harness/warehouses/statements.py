"""The statements that a dbt run sends to its warehouse: how many, of which kind, and for which model."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from harness.warehouses.duckdb import Warehouse

TRANSACTIONS = re.compile(r"(begin|commit|rollback)\b", re.IGNORECASE)
# Statements that create, empty, delete from or insert into a table. Views have no rows.
WRITES = re.compile(
    r"(create (or replace )?((local |global )?temp(orary)? |transient )?table|insert|merge|delete|update|truncate"
    r"|drop table|alter table)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Statement:
    """A statement, and the node that it was sent for (the unique id of a model or test, or `master`)."""

    node: str
    sql: str

    @property
    def text(self) -> str:
        """The SQL without comments."""
        return " ".join(re.sub(r"/\*.*?\*/|--[^\n]*", " ", self.sql, flags=re.DOTALL).split())

    @property
    def kind(self) -> str:
        """Its first words: `create view`, `select count(*)`."""
        return " ".join(self.text.split()[:2]).lower()

    @property
    def model(self) -> str:
        return self.node.split(".")[-1]


def beside_transactions(statements: Iterable[Statement]) -> list[Statement]:
    return [statement for statement in statements if not TRANSACTIONS.match(statement.text)]


def writes(statements: Iterable[Statement]) -> list[tuple[str, str]]:
    """The statements that write to a table, as (model, kind)."""
    return [(statement.model, statement.kind) for statement in statements if WRITES.match(statement.text)]


def by_kind(statements: Iterable[Statement]) -> str:
    """A table with the number of statements of each kind."""
    counted = Counter(statement.kind for statement in statements)
    return "\n".join(
        [f"{counted.total():5}  in all", *(f"{number:5}  {kind}" for kind, number in counted.most_common())]
    )


def statements_of(warehouse: Warehouse, *arguments: str) -> list[Statement]:
    """Runs a dbt command on DuckDB. Returns its statements except begin and commit, from dbt's log."""
    log = warehouse.folder / "logs" / "dbt.log"
    log.unlink(missing_ok=True)
    warehouse.dbt("--log-format-file", "json", "--log-level-file", "debug", *arguments)
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    return beside_transactions(
        Statement(event["data"]["conn_name"], event["data"]["sql"])
        for event in events
        if event["info"]["name"] == "SQLQuery"
    )
